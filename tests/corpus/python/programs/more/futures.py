import concurrent.futures as cf
import os
import sys


def job(x):
    try:
        {}[x]
    except KeyError as e:
        raise ValueError("job of %s\nfailed" % x) from e


if __name__ == "__main__":
    with cf.ProcessPoolExecutor(1) as pool:
        pool.submit(job, 1).result()
