from __future__ import print_function
import atexit
import sys

from shop import store
from shop.errors import ShopError


def save():
    store.reserve("A-100", 9)


def save_more():
    open("/srv/orders/missing/state.json")


def one():
    atexit.register(save)
    print("done")


def two():
    atexit.register(save)
    atexit.register(save_more)
    print("done")


def after_crash():
    atexit.register(save)
    raise ShopError("main failed first")


def badhook():
    def report(kind, value, tb):
        raise RuntimeError("reporter is down")
    sys.excepthook = report
    store.reserve("A-100", 9)


def hook():
    def report(kind, value, tb):
        print("fatal: %s: %s" % (kind.__name__, value), file=sys.stderr)
    sys.excepthook = report
    store.reserve("A-100", 9)


def nohook():
    del sys.excepthook
    store.reserve("A-100", 9)


def exit_text():
    sys.exit("error: cannot open rates.csv")


def exit_in_except():
    try:
        {}["a"]
    except KeyError:
        sys.exit(4)


def displayhook():
    import code
    con = code.InteractiveConsole()
    for line in ("1/0", "x = [1,", "2]", "x[9]", "print 1"):
        print(">>>", line)
        con.push(line)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
