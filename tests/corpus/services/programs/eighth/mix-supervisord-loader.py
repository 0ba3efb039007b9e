"""Loads price rules in worker processes through the Rust library."""
import ctypes
import multiprocessing as mp
import sys
import time
import warnings

LIB = "/srv/blind8-mix/target/debug/libpricer.so"


def work(job):
    lib = ctypes.CDLL(LIB)
    kind, *args = job
    if kind == "checked":
        return lib.price_checked(*args)
    if kind == "raw":
        return lib.price_raw(*args)
    raise NotImplementedError(f"job {kind!r}")


def main():
    warnings.warn("prices older than 30 days: error margin 0")
    with mp.get_context("fork").Pool(1) as pool:
        for job in [("checked", 12), ("checked", 60), ("panic", 1)]:
            print("price job", job, "->", pool.apply(work, (job,)), flush=True)
            time.sleep(0.6)


if __name__ == "__main__":
    if sys.argv[1:] == ["raw"]:
        time.sleep(5.5)
        print("raw prices, thread 'main' only", flush=True)
        print("price job raw ->", work(("raw", 40_000_000, 200)), flush=True)
    main()
