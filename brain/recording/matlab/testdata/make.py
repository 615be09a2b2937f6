"""Writes files of MATLAB with scipy 1.10.1 (versions 4 and 5), with Octave 7.3.0
(-v6, -v7), and in the layout of version 7.3 with h5py 3.7.0 (HDF5 1.10.8), since
only MATLAB writes that: a user block of 512 bytes, MATLAB_class and its like,
cells as references into #refs#, dimensions turned round."""
import os, subprocess
import h5py, numpy as np
from scipy.io import savemat

here = os.path.dirname(os.path.abspath(__file__))
at = lambda name: os.path.join(here, name)

n = 120
t = np.arange(n) / 50 + 1
x, y = 30 + 25 * np.sin(t), 40 + 20 * np.cos(1.3 * t)
hd = np.mod(t, 2 * np.pi)
cells = [t[2::9] + 0.003, t[5::17] + 0.001, t[:0]]
column = lambda v: np.asarray(v).reshape(-1, 1)

def array(values):
    out = np.empty((1, len(values)), object)
    for i, v in enumerate(values):
        out[0, i] = column(v)
    return out

# The Behavioural Neurology Toolbox: post, posx, posy, cellTS.
bnt = {"post": column(t), "posx": column(x), "posy": column(y), "cellTS": column(cells[0])}
savemat(at("bnt-4.mat"), bnt, format="4")
savemat(at("bnt-5.mat"), bnt)
# A structure with a matrix [t x y] on its side, cells, clusters, text, and more.
deep = {"session": {"name": "rat 7", "pos": {"data": np.stack([t, x, y]).astype("f4"), "hd": hd}},
        "spikes": array(cells), "notes": "été", "flag": np.array([True]), "z": np.array([1 + 2j]),
        "sorted": {"st": column(np.concatenate(cells)), "clu": column(np.repeat([5, 2, 0], [len(c) for c in cells]).astype("i2"))}}
savemat(at("deep-5.mat"), deep, do_compression=True, oned_as="column")
# Whole positions with a rate, and an array of structures with a cell each.
savemat(at("rate-5.mat"), {"xy": np.round(np.stack([x, y], 1)).astype("u1"), "fs": 50.0,
        "units": np.array([(c.reshape(-1, 1),) for c in cells], [("ts", object)])}, do_compression=True)

for kind in ["-v6", "-v7"]:
    text = "t=(0:59)'/50; pos=[t 10+t 20-2*t]; spk={t(3:7:end), t(2:5:end)}; name='rat'; c=single(pi); k=int8(-3); b=true; e=[]; s=sparse(eye(2)); save('%s','%s','t','pos','spk','name','c','k','b','e','s')"
    subprocess.run(["octave", "--no-gui", "-q", "--eval", text % (kind, at("octave%s.mat" % kind))], check=True, stderr=subprocess.DEVNULL)

def newest(path, fill):
    with h5py.File(path, "w", userblock_size=512, libver="earliest") as f:
        fill(f)
    head = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, Created on: Mon Jan  1 00:00:00 2024 HDF5 schema 1.00 ."
    with open(path, "r+b") as f:
        f.write(head.ljust(116) + b"\0" * 8 + b"\x00\x02IM")

def put(g, name, v, kind="double", **how):
    d = g.create_dataset(name, data=np.atleast_2d(v).T, **how)
    d.attrs["MATLAB_class"] = np.bytes_(kind)
    return d

def fill(f):
    refs = f.create_group("#refs#")
    put(f, "t", column(t), compression="gzip", chunks=(1, 40))
    put(f, "pos", np.stack([x, y], 1), compression="gzip", chunks=(1, 50))
    put(f, "hd", column(hd.astype("f4")), "single")
    put(f, "text", np.frombuffer("rat 7".encode("utf-16-le"), "u2").reshape(1, -1), "char").attrs["MATLAB_int_decode"] = np.int32(2)
    put(f, "flag", np.array([[1]], "u1"), "logical").attrs["MATLAB_int_decode"] = np.int32(1)
    e = f.create_dataset("empty", data=np.array([0, 0], "u8"))
    e.attrs["MATLAB_class"], e.attrs["MATLAB_empty"] = np.bytes_("double"), np.uint8(1)
    names = []
    for i, c in enumerate(cells):
        if len(c):
            names.append(put(refs, "a%d" % i, column(c)).ref)
        else:
            e = refs.create_dataset("a%d" % i, data=np.array([0, 1], "u8"))
            e.attrs["MATLAB_class"], e.attrs["MATLAB_empty"] = np.bytes_("double"), np.uint8(1)
            names.append(e.ref)
    d = f.create_dataset("spikes", data=np.array(names, h5py.ref_dtype).reshape(-1, 1), dtype=h5py.ref_dtype)
    d.attrs["MATLAB_class"] = np.bytes_("cell")
    s = f.create_group("session")
    s.attrs["MATLAB_class"] = np.bytes_("struct")
    put(s, "trial", np.array([[3]], "i2"), "int16")
    many = f.create_group("many")
    many.attrs["MATLAB_class"] = np.bytes_("struct")
    many.create_dataset("ts", data=np.array(names[:2], h5py.ref_dtype).reshape(-1, 1), dtype=h5py.ref_dtype)
    o = f.create_dataset("frame", data=np.array([[3707764736, 2, 1, 1, 1, 1]], "u4"))
    o.attrs["MATLAB_class"], o.attrs["MATLAB_object_decode"] = np.bytes_("table"), np.int32(3)

newest(at("newest-7.3.mat"), fill)
