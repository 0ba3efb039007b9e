import logging
import sys

from shop import store
from shop.errors import OutOfStock, PaymentDeclined, ShopError


def caught(function, *args):
    try:
        function(*args)
    except Exception as err:
        return err


def fail(err, cause=None):
    if cause is not None:
        raise err from cause
    raise err


def flat():
    raise ExceptionGroup("2 orders failed", [ValueError("order 1: bad date"), caught(store.reserve, "Z-9", 1)])


def nested():
    inner = ExceptionGroup("payments", [PaymentDeclined("card 1"), TimeoutError("card 2")])
    raise ExceptionGroup("nightly run", [caught(store.reserve, "A-100", 5), caught(fail, inner), KeyError("rate")])


def causes():
    one = caught(fail, ShopError("order 1"), caught(store.reserve, "Z-9", 1))
    try:
        raise ConnectionError("upstream closed")
    except ConnectionError as err:
        raise ExceptionGroup("batch", [one, PaymentDeclined("order 2")]) from err


def notes():
    err = caught(store.reserve, "A-100", 5)
    err.add_note("while filling order 17")
    err.add_note("customer notified:\n  by mail")
    group = ExceptionGroup("batch", [err, ValueError("plain")])
    group.add_note("batch 2024-05 is stopped")
    raise group


def multiline():
    raise ExceptionGroup("batch", [ShopError("rows differ:\n  got 3\n\n  want 4"), ValueError("second\nline")])


def group_as_cause():
    try:
        flat()
    except ExceptionGroup as err:
        raise ShopError("checkout failed") from err


def many():
    raise ExceptionGroup("many", [ValueError("order %d" % n) for n in range(18)])


def base():
    raise BaseExceptionGroup("stopping", [KeyboardInterrupt(), SystemExit(3)])


def split():
    try:
        raise ExceptionGroup("mixed", [ValueError("bad"), TypeError("worse")])
    except* ValueError as group:
        raise ShopError("could not repair")


def logged():
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    log = logging.getLogger("shop.batch")
    log.info("batch begins")
    try:
        nested()
    except ExceptionGroup:
        log.exception("batch failed")
    log.info("batch ends")


def note_plain():
    try:
        store.reserve("A-100", 5)
    except OutOfStock as err:
        err.add_note("order 17, line 2")
        err.add_note("first seen today\n\nsecond paragraph of the note")
        raise


def note_chain():
    try:
        note_plain()
    except OutOfStock as err:
        new = ShopError("order 17 failed")
        new.add_note("ask the stock team")
        raise new from err


if __name__ == "__main__":
    globals()[sys.argv[1]]()
