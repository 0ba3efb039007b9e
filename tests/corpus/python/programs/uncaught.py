"""Uncaught exceptions: one construct for each name given as argument."""
from __future__ import print_function
import importlib
import sys

from shop import errors, store


def custom():
    store.reserve("A-100", 5)


def keyerror():
    store.reserve("Z-999", 1)


def nomessage():
    raise errors.PaymentDeclined


def emptymessage():
    raise errors.Silent("never shown")


def unprintable():
    raise errors.Unprintable("x")


def importerr():
    importlib.import_module("shop.badconf")


def missing():
    import shop.invoices


def nested():
    class Refused(Exception):
        pass
    raise Refused("card 17 refused by issuer")


def execd():
    code = "def rule(order):\n    return order['total'] / order['items']\n\nrule({'total': 10, 'items': 0})\n"
    exec(compile(code, "<rule 17>", "exec"), {})


def comprehension():
    rows = [{"net": 5}, {"nett": 6}]
    return sum(map(lambda row: row["net"], rows))


def carets():
    row = {"net": 5, "tax": {"rate": 0.2}, "fees": None, "count": 1}
    print(store.price(row))


def multilinecall():
    return store.price(
        {
            "net": 5,
            "tax": {"rate": 0.2},
            "fees": {"handling": 1},
            "count": 0,
        }
    )


def exitcode():
    class Bill:
        def __init__(self):
            self.rows = None

        @property
        def size(self):
            return len(self.rows)
    return Bill().size


def interrupt():
    raise KeyboardInterrupt


def colon_message():
    raise ValueError("ERROR: Traceback in field 'x': File \"a.csv\", line 3")


def generator():
    def rows():
        yield 1
        raise LookupError("row 2 is missing")
    return list(rows())


def suggestion():
    return stoer.reserve("A-100", 1)


def import_name():
    from shop.store import Warehuose


def attribute():
    store.STOCK.updaet({})


def unicode_message():
    raise ValueError(u"Pr\u00fcfung fehlgeschlagen: \u2713 \u4ef6\u6570 0")


def long_arg():
    raise ValueError("x" * 300)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print("starting", sys.argv[1])
    globals()[sys.argv[1]]()
