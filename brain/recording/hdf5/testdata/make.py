"""Writes the HDF5 files of the tests, and what is in them, with h5py 3.7.0
(HDF5 1.10.8), numpy 1.24.2: python3 make.py. Values are checked as h5py reads
them back."""
import gzip, json, os, sys
import h5py, numpy as np

here = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
more = len(sys.argv) > 2  # larger ones, which are not kept

def fill(f):
    g = f.create_group("types")
    for order in "<>":
        for kind in ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]:
            low = 0 if kind[0] == "u" else -3
            g[{"<": "little_", ">": "big_"}[order] + kind] = np.arange(low, low + 7).astype(order + kind) / np.array(1 if kind[0] != "f" else 4, order + kind) if kind[0] == "f" else np.arange(low, low + 7).astype(order + kind)
    g["extremes"] = np.array([np.nan, np.inf, -np.inf, 5e-324, 1.7976931348623157e308])
    g["halves"] = np.array([65504, 6e-8, -0.0, np.inf, 1/3], "f2")
    g["negative64"] = np.array([-2**63, 2**63 - 1])
    g["unsigned64"] = np.array([2**64 - 2048, 1], "u8")
    g["logical"] = np.array([True, False, True])
    g["fixed"] = np.array([b"one", b"three", b""], "S6")
    g.create_dataset("text", data=["a", "", "µs", "long " * 30], dtype=h5py.string_dtype())
    g["scalar"] = 2.5
    g["empty"] = np.zeros((0, 2))
    g["null"] = h5py.Empty("f8")
    vary = g.create_dataset("vary", (3,), dtype=h5py.vlen_dtype(np.int32))
    vary[0], vary[1] = [1, 2, 3], [4]
    refs = g.create_dataset("refs", (3,), dtype=h5py.ref_dtype)
    refs[0], refs[2] = g["scalar"].ref, f.ref
    g["regions"] = np.array([g["fixed"].regionref[0:2]], dtype=h5py.regionref_dtype)
    g["compound"] = np.array([(1, 2.5), (3, 4.5)], [("a", "i4"), ("b", "f8")])
    f["named"] = np.dtype("i2")
    g.create_dataset("of_named", data=[5, 6], dtype=f["named"])

    c = f.create_group("chunks")
    a = np.arange(7 * 5 * 3).reshape(7, 5, 3).astype("i2")
    for name, how in {
        "plain": {}, "deflate": dict(compression="gzip"), "shuffle": dict(shuffle=True, compression=9),
        "fletcher": dict(fletcher32=True), "all": dict(fletcher32=True, shuffle=True, compression="gzip"),
    }.items():
        c.create_dataset(name + "_single", data=a, chunks=(7, 5, 3), **how)
        c.create_dataset(name + "_fixed", data=a, chunks=(2, 2, 2), **how)
        c.create_dataset(name + "_one", data=a, chunks=(2, 2, 2), maxshape=(None, 5, 3), **how)
        c.create_dataset(name + "_other", data=a, chunks=(2, 2, 2), maxshape=(10, None, 3), **how)
        c.create_dataset(name + "_two", data=a, chunks=(2, 2, 2), maxshape=(None, None, 3), **how)
    c.create_dataset("roomy", data=a, chunks=(2, 2, 2), maxshape=(20, 9, 4))
    c.create_dataset("vector", data=np.arange(130), chunks=(1,), maxshape=(None,), dtype="u2")
    c.create_dataset("vector_deflate", data=np.arange(130), chunks=(2,), maxshape=(None,), dtype="u2", compression=1)
    c.create_dataset("unset", (6,), "f4", fillvalue=-1.5)
    c.create_dataset("holes", (40,), "f4", chunks=(4,), fillvalue=-1.5)[9:11] = 3
    c.create_dataset("text", data=["a%d" % i for i in range(9)], chunks=(4,), compression="gzip", dtype=h5py.string_dtype())
    p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    p.set_chunk((2, 2, 2)); p.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    s = h5py.h5s.create_simple((7, 5, 3), (9, 5, 3))
    h5py.h5d.create(c.id, b"implicit", h5py.h5t.STD_I16LE, s, p).write(h5py.h5s.ALL, h5py.h5s.ALL, a)
    p = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    p.set_layout(h5py.h5d.COMPACT)
    h5py.h5d.create(c.id, b"compact", h5py.h5t.STD_I16LE, h5py.h5s.create_simple((7, 5, 3)), p).write(h5py.h5s.ALL, h5py.h5s.ALL, a)
    c.create_dataset("paged", data=np.arange(2100 if not more else 9000), dtype="u2", chunks=(1 if more else 2,))
    if more:
        c.create_dataset("paged_long", data=np.arange(70000), dtype="i4", chunks=(1,), maxshape=(None,))
        c.create_dataset("paged_packed", data=np.arange(70000), dtype="i4", chunks=(2,), maxshape=(None,), compression=1)
        c.create_dataset("tree_long", data=np.arange(8000).reshape(80, 100), dtype="i4", chunks=(1, 2), maxshape=(None, None))
        e = c.create_dataset("sparse", (70000,), "i4", chunks=(1,), maxshape=(None,), fillvalue=7)
        e[69000:69010] = 1; e[3] = 2

    for n in [0, 1, 8, 9, 40] + ([700, 3000] if more else [70]):
        k = f.create_group("links/%d" % n)
        for i in range(n):
            k["entry %d" % i] = g["scalar"]
    f["links/soft"] = h5py.SoftLink("/types/scalar")
    f["links/hard"] = f["types/scalar"]

    for n in [3, 12] + ([300] if more else []):
        k = f.create_group("attributes/%d" % n)
        for i in range(n):
            k.attrs["number %d" % i] = i / 4
    k = f["attributes/3"]
    k.attrs["text"] = "metres"
    k.attrs["fixed"] = np.bytes_("seconds")
    k.attrs["list"] = np.array([1, 2, 3], ">i2")
    k.attrs["texts"] = ["x", "y"]
    if more:
        f["attributes/12"].attrs["large"] = np.arange(7000.)

want = {}
def look(name, o):
    if isinstance(o, h5py.Group):
        w = {"links": sorted(o)}
    elif isinstance(o, h5py.Dataset):
        w = value(o, o.dtype, o.shape)
    else:
        return
    w["attributes"] = {k: value(v, getattr(v, "dtype", None), getattr(v, "shape", ())) for k, v in o.attrs.items()}
    want[name] = w

def value(o, dtype, shape):
    v = o[()] if isinstance(o, h5py.Dataset) else o
    if isinstance(v, str): return {"strings": [v]}
    if isinstance(v, bytes): return {"strings": [v.decode()]}
    if shape is None: return {"null": True}
    w = {"shape": list(shape)}
    if h5py.check_ref_dtype(dtype) is h5py.Reference:
        return w | {"refs": [o.file[r].name if r else "" for r in v]}
    if h5py.check_ref_dtype(dtype):
        return w | {"refused": True}
    if h5py.check_vlen_dtype(dtype) and not h5py.check_string_dtype(dtype):
        return w | {"sequences": [[int(x) for x in s] for s in v]}
    if dtype.kind == "O" or dtype.kind == "S":
        return w | {"strings": [x if isinstance(x, str) else x.decode() for x in np.ravel(v)]}
    if dtype.kind == "V":
        return w | {"refused": True}
    return w | {"numbers": [repr(float(x)) for x in np.ravel(v)]}

for which in ["earliest", "latest"]:
    want.clear()
    path = os.path.join(here, which + ".h5")
    with h5py.File(path, "w", libver=which, userblock_size=512 if which == "earliest" else 0) as f:
        fill(f)
    with h5py.File(path, "r") as f:
        look("/", f)
        f.visititems(lambda n, o: look("/" + n, o))
    with open(os.path.join(here, which + ".json"), "w") as j:
        json.dump(want, j, sort_keys=True, separators=(",", ":"))

# Several filters that are not read, and links into other files.
with h5py.File(os.path.join(here, "refused.h5"), "w") as f:
    f.create_dataset("lzf", data=np.arange(9), compression="lzf")
    f.create_dataset("scale", data=np.arange(9), scaleoffset=0)
    f["external"] = h5py.ExternalLink("other.h5", "/a")
    f["nowhere"] = h5py.SoftLink("/b")
    f["circle"] = h5py.SoftLink("/circle")

for name in ["earliest.h5", "latest.h5", "refused.h5", "earliest.json", "latest.json"]:
    path = os.path.join(here, name)
    with open(path, "rb") as f, open(path + ".gz", "wb") as g:
        g.write(gzip.compress(f.read(), mtime=0))
    os.remove(path)
