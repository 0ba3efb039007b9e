from __future__ import print_function
import logging
import multiprocessing
import sys
import time
try:
    from concurrent.futures import ProcessPoolExecutor
except ImportError:  # Python 2.7
    pass

from shop import store
from shop.errors import ShopError


def work(sku):
    return store.reserve(sku, 9)


def work_value(n):
    return 10 // n


def process():
    p = multiprocessing.Process(target=work, args=("A-100",))
    p.start()
    p.join()
    print("exit code", p.exitcode)


def named():
    p = multiprocessing.Process(target=work, args=("Z-1",), name="stock sync")
    p.start()
    p.join()


def pool():
    p = multiprocessing.Pool(2)
    print(p.map(work_value, [1, 2, 0, 5]))


def executor():
    with ProcessPoolExecutor(2) as p:
        print(list(p.map(work_value, [1, 0])))


def executor_chain():
    from shop import py3
    with ProcessPoolExecutor(1) as p:
        try:
            p.submit(work_value, 0).result()
        except ZeroDivisionError as err:
            py3.raise_from(ShopError("division job lost"), err)


def broken():
    import os
    with ProcessPoolExecutor(1) as p:
        p.submit(os._exit, 3).result()


def unpicklable():
    with multiprocessing.Pool(1) as p:
        p.map(lambda n: n, [1])


def spawn():
    multiprocessing.set_start_method("spawn")
    process()


def two():
    """Two processes write to one file; the pid is in each header."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s [%(process)d] %(levelname)s %(name)s: %(message)s")
    ps = [multiprocessing.Process(target=two_work, args=(n,)) for n in range(2)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()


def two_work(n):
    log = logging.getLogger("shop.worker")
    for job in range(4):
        time.sleep(0.05 + 0.02 * n)
        log.info("job %d begins", job)
        if job == 2:
            try:
                store.reserve("A-100", 5 + n)
            except ShopError:
                log.exception("job %d failed", job)
        log.info("job %d ends", job)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
