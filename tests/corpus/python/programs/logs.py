"""logging.exception and friends. usage: logs.py FORMAT SCENE"""
from __future__ import print_function
import logging
import sys
import threading
import warnings

from shop import store
from shop.errors import ShopError

FORMATS = {
    "basic": logging.BASIC_FORMAT,
    "colon": "%(asctime)s %(levelname)s %(name)s: %(message)s",
    "dash": "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
    "flask": "[%(asctime)s] %(levelname)s in %(module)s: %(message)s",
    "verbose": "%(levelname)s %(asctime)s %(module)s %(process)d %(thread)d %(message)s",
    "threads": "%(asctime)s [%(processName)s/%(threadName)s] %(levelname)-8s %(name)s:%(lineno)d %(message)s",
    "pid": "%(asctime)s [%(process)d] %(levelname)s %(name)s - %(message)s",
    "short": "%(levelname).1s %(asctime)s %(message)s",
    "message": "%(message)s",
    "level": "%(levelname)-8s | %(message)s",
    "pipes": "%(asctime)s | %(levelname)-8s | %(name)s | %(message)s",
}
log = logging.getLogger("shop.orders")


def server(order=17):
    """Ordinary life around a failure."""
    log.info("listening on 0.0.0.0:8080")
    log.info("GET /orders/16 200 12ms")
    try:
        store.reserve("A-100", 5)
    except ShopError:
        log.exception("order %d failed", order)
    log.info("GET /orders/18 200 9ms")
    log.warning("queue is 80% full, 0 errors")


def chain():
    from shop import py3
    log.info("begin")
    try:
        try:
            store.reserve("Z-999", 1)
        except KeyError as err:
            py3.raise_from(ShopError("unknown article"), err)
    except ShopError:
        log.exception("request 8f3a failed")
    log.info("end")


def exc_info():
    log.info("begin")
    try:
        int("12a")
    except ValueError:
        log.error("import of line 3 failed", exc_info=True)
        log.critical("import aborted", exc_info=True)
    log.info("end")


def critical_only():
    log.info("begin")
    log.critical("disk full on /var/spool/orders")
    log.error("giving up: code=%d", 28)
    log.info("end")


def stack_info():
    log.info("begin")
    log.error("slow query: 12.3 s", stack_info=True)
    log.info("end")


def stack_and_exc():
    log.info("begin")
    try:
        {}["a"]
    except KeyError:
        log.error("lookup failed", exc_info=True, stack_info=True)
    log.info("end")


def in_thread():
    t = threading.Thread(target=server, name="pool-3")
    t.start()
    t.join()


def multiline():
    log.info("begin")
    try:
        raise ShopError("batch refused:\n - item 1\n\n - item 2\n")
    except ShopError:
        log.exception("bad batch\nfrom supplier 9")
    log.info("end")
    log.error("two problems:\n  price missing\n  tax missing")
    log.info("end of all")


def empty_log_message():
    log.info("begin")
    try:
        store.reserve("A-100", 5)
    except ShopError as err:
        log.exception(err)
    try:
        store.reserve("A-100", 6)
    except ShopError as err:
        log.exception("")
    log.info("end")


def crash():
    log.info("starting nightly run")
    log.info("loading orders")
    store.reserve("A-100", 5)


def warning_crash():
    log.info("starting")
    warnings.warn("rates.csv is older than a day", UserWarning)
    log.warning("rates are stale")
    store.reserve("A-100", 5)


def info_trace():
    log.info("begin")
    try:
        int("x")
    except ValueError:
        log.info("line 3 skipped", exc_info=True)
        log.debug("details for line 3", exc_info=True)
        log.warning("1 line skipped", exc_info=True)
    log.info("end")


def info_then_error():
    log.info("begin")
    try:
        int("x")
    except ValueError:
        log.warning("retrying after failure", exc_info=True)
        log.error("giving up", exc_info=True)
    log.info("end")


def none_trace():
    log.info("begin")
    log.exception("called outside of any except")
    log.info("end")


def bad_format():
    log.info("begin")
    log.info("%d rows for %s", "seven")
    log.info("end")


def recursion():
    def down(n):
        return down(n + 1)
    log.info("begin")
    try:
        down(1)
    except RecursionError:
        log.exception("tree walk failed")
    log.info("end")


def group():
    log.info("begin")
    try:
        raise ExceptionGroup("2 uploads failed", [OSError(28, "No space left on device"), ShopError("refused")])
    except ExceptionGroup:
        log.exception("sync failed")
    log.info("end")


def lookalikes():
    log.info("0 errors, 0 failures")
    log.info("GET /error/Traceback 200")
    log.info("Error: none; error_rate=0.0")
    log.info("last Traceback (most recent call last): none seen")
    log.debug("ERROR CRITICAL FATAL are level names")
    print("ValueError: is what int('x') raises")
    log.warning("KeyError: 'x' was handled")


def adapter():
    """An error first, with the same trace on warnings.captureWarnings."""
    logging.captureWarnings(True)
    warnings.warn("old api", DeprecationWarning)
    warnings.warn("rates.csv is older than a day")
    server()


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG, format=FORMATS[sys.argv[1]])
    globals()[sys.argv[2]]()
