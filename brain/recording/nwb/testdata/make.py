"""Writes NWB files in the layout of NWB core 2.6.0 (hdmf-common 1.8.0), as
pynwb 2 lays them out, with h5py 3.7.0 (HDF5 1.10.8) and numpy 1.24.2."""
import os
import h5py, numpy as np

here = os.path.dirname(os.path.abspath(__file__))

def typed(g, kind, namespace="core", **attributes):
    g.attrs["neurodata_type"] = kind
    g.attrs["namespace"] = namespace
    g.attrs["object_id"] = "00000000-0000-4000-8000-000000000000"
    for k, v in attributes.items():
        g.attrs[k] = v
    return g

def series(parent, name, data, unit, t=None, start=0.0, rate=None, frame="lower left corner", **attributes):
    s = typed(parent.create_group(name), "SpatialSeries", description="a series", comments="none")
    d = s.create_dataset("data", data=data, compression="gzip", chunks=True)
    for k, v in {"unit": unit, "conversion": 1.0, "offset": 0.0, "resolution": -1.0, **attributes}.items():
        d.attrs[k] = v
    s["reference_frame"] = frame
    if rate is not None:
        w = s.create_dataset("starting_time", data=start)
        w.attrs["rate"], w.attrs["unit"] = np.float32(rate), "seconds"
    elif isinstance(t, str):
        s["timestamps"] = h5py.SoftLink(t)
    else:
        w = s.create_dataset("timestamps", data=t)
        w.attrs["interval"], w.attrs["unit"] = np.int32(1), "seconds"
    return s

def begin(name, version="2.6.0", **how):
    f = h5py.File(os.path.join(here, name), "w", **how)
    typed(f, "NWBFile", nwb_version=version)
    f["identifier"], f["session_description"] = "rat", "made"
    f["session_start_time"] = "2024-01-01T00:00:00.000000+00:00"
    for g in ["acquisition", "analysis", "general", "intervals", "processing", "stimulus/presentation", "scratch"]:
        f.create_group(g)
    return f

def units(f, path, times, ids, columns={}):
    u = typed(f.create_group(path), "Units", colnames=["spike_times", *columns], description="cells")
    typed(u.create_dataset("id", data=np.array(ids)), "ElementIdentifiers", "hdmf-common")
    flat = typed(u.create_dataset("spike_times", data=np.concatenate(times)), "VectorData", "hdmf-common", description="times")
    ends = typed(u.create_dataset("spike_times_index", data=np.cumsum([len(t) for t in times]).astype("u1")), "VectorIndex", "hdmf-common", description="index")
    ends.attrs["target"] = flat.ref
    for name, values in columns.items():
        typed(u.create_dataset(name, data=values, dtype=h5py.string_dtype()), "VectorData", "hdmf-common", description=name)
    return u

n = 200
t = 10 + np.arange(n) / 50
walk = np.stack([30 + 25 * np.sin(t), 40 + 20 * np.cos(1.3 * t)], 1)  # cm
hd = np.mod(90 * t, 360)
spikes = [t[2::9] + 0.003, t[5::17] + 0.001, t[1::5] + 0.002, t[:0]]

# The common layout: Position and CompassDirection in processing/behavior, whole
# numbers with a conversion, headings in degrees at the same times by a link.
for libver in ["earliest", "latest"]:
    with begin("open-field-%s.nwb" % libver, libver=libver) as f:
        b = typed(f["processing"].create_group("behavior"), "ProcessingModule", description="behaviour")
        p = typed(b.create_group("Position"), "Position")
        s = series(p, "SpatialSeries", np.round(walk * 10).astype("<i2"), "meters", t, conversion=0.001, offset=-0.25)
        series(p, "second_led", walk.astype("f4") / 100 + 0.01, "meters", "/processing/behavior/Position/SpatialSeries/timestamps")
        c = typed(b.create_group("CompassDirection"), "CompassDirection")
        series(c, "HeadDirection", hd.astype("f4"), "degrees", "/processing/behavior/Position/SpatialSeries/timestamps", frame="east")
        series(p, "height", walk[:, 0] / 100, "meters", t)
        units(f, "units", spikes, [7, 3, 12, 20], {"quality": ["good", "mua", "noise", "good"]})

# In acquisition, at a rate, three columns, pixels; a single named cell without
# an index; a link into another file.
with begin("acquisition.nwb", "2.2.5") as f:
    series(f["acquisition"], "tracking", np.column_stack([walk * 4, np.zeros(n)]), "pixels", start=2.5, rate=30)
    u = typed(f.create_group("units"), "Units", description="one")
    u["id"], u["spike_times"] = np.array([4]), t[::8] - 7
    f["acquisition/video"] = h5py.ExternalLink("raw.nwb", "/acquisition/video")

with h5py.File(os.path.join(here, "plain.h5"), "w") as f:
    f["x"] = np.arange(4)
