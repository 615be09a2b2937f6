"""Times OpenBLAS's float32 matrix product, on one core, at the shapes that
Gridrat's `bench` command measures, in the same way: median and best of blocks
of calls, after half as long to warm up. Prints one JSON object a line, with the
names that `bench` writes to results.json. Needs numpy and libopenblas:

    apt-get install python3-numpy libopenblas0-pthread
    /usr/bin/python3 brain/speed/testdata/openblas.py
"""

import ctypes
import ctypes.util
import json
import time

import numpy as np

# speed.Shapes(); a Go test compares them.
SHAPES = [
    ("Mul", 5, 128, 512), ("Mul", 25, 128, 512), ("Mul", 25, 64, 64),
    ("Mul", 500, 128, 512), ("Mul", 500, 512, 256), ("Mul", 1000, 512, 256), ("Mul", 150, 64, 196),
    ("MulT", 500, 256, 512), ("MulT", 500, 512, 128), ("MulT", 150, 196, 64),
    ("TMul", 512, 500, 256), ("TMul", 128, 500, 512), ("TMul", 64, 150, 196),
]
ROW_MAJOR, PLAIN, TRANSPOSED = 101, 111, 112
SECONDS = 0.6  # per shape

blas = ctypes.CDLL(ctypes.util.find_library("openblas") or "libopenblas.so.0")
blas.openblas_set_num_threads(1)
for f in (blas.openblas_get_config, blas.openblas_get_corename):
    f.restype = ctypes.c_char_p
LIBRARY = "%s, kernels %s" % (blas.openblas_get_config().decode(), blas.openblas_get_corename().decode())


def gflops(kind, m, k, n):
    """Returns the rates of all blocks, in GFLOP/s, sorted."""
    ta = TRANSPOSED if kind == "TMul" else PLAIN
    tb = TRANSPOSED if kind == "MulT" else PLAIN
    a = np.random.rand(*((k, m) if kind == "TMul" else (m, k))).astype(np.float32)
    b = np.random.rand(*((n, k) if kind == "MulT" else (k, n))).astype(np.float32)
    c = np.zeros((m, n), np.float32)
    p = ctypes.c_void_p
    args = (ROW_MAJOR, ta, tb, m, n, k, ctypes.c_float(1), p(a.ctypes.data), a.shape[1],
            p(b.ctypes.data), b.shape[1], ctypes.c_float(0), p(c.ctypes.data), n)

    def block(calls):
        start = time.perf_counter()
        for _ in range(calls):
            blas.cblas_sgemm(*args)
        return time.perf_counter() - start

    # Calls per block: about a thirtieth of the time, found by doubling.
    calls, begin = 1, time.perf_counter()
    while True:
        enough = block(calls) > SECONDS / 30
        if enough and time.perf_counter() - begin >= SECONDS / 2:
            break
        if not enough:
            calls *= 2
    rates, begin = [], time.perf_counter()
    while time.perf_counter() - begin < SECONDS:
        rates.append(2e-9 * m * k * n * calls / block(calls))
    return sorted(rates)


for s in SHAPES:
    r = gflops(*s)
    print(json.dumps({"library": LIBRARY, "name": "%s %d x %d x %d" % s, "unit": "GFLOP/s",
                      "one_core": {"median": r[len(r) // 2], "best": r[-1]}}), flush=True)
