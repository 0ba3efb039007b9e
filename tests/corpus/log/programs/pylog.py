"""Ordinary business of a depot, logged through the standard logging module.

usage: pylog.py FORMAT      (FORMAT is a key of FORMATS)
"""
import logging
import sys
import threading
import time

A = "%(asctime)s"
FORMATS = {
    # name: (format, datefmt, style)
    "default": (None, None, "%"),
    "asctime": (A + " %(levelname)s %(message)s", None, "%"),
    "dashes": (A + " - %(name)s - %(levelname)s - %(message)s", None, "%"),
    "bracketed": ("[" + A + "] [%(levelname)s] [%(name)s] %(message)s", None, "%"),
    "brace": ("{asctime} | {levelname:<8} | {name}:{funcName}:{lineno} | {message}", None, "{"),
    "padded": ("%(levelname)-8s " + A + " %(name)s:%(lineno)d %(message)s", "%H:%M:%S", "%"),
    "process-thread": (A + " %(process)d %(threadName)s %(levelname)s %(name)s: %(message)s", None, "%"),
    "dayfirst": (A + " %(levelname)s [%(name)s] %(message)s", "%d/%m/%Y %H:%M:%S", "%"),
    "iso-offset": (A + " %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z", "%"),
    "file-braces": ("[" + A + "] {%(filename)s:%(lineno)d} %(levelname)s - %(message)s", None, "%"),
    "scrapy": (A + " [%(name)s] %(levelname)s: %(message)s", "%Y-%m-%d %H:%M:%S", "%"),
    "level-first-colon": ("%(levelname)s: %(message)s", None, "%"),
    "level-brackets": ("[%(levelname)s] %(name)s: %(message)s", None, "%"),
    "relative": ("%(relativeCreated)6d %(threadName)s %(levelname)s %(message)s", None, "%"),
    "month-name": (A + " %(name)s[%(process)d] %(levelname)s: %(message)s", "%b %d %H:%M:%S", "%"),
    "epoch": ("%(created).3f %(levelname)s %(name)s %(message)s", None, "%"),
    "equals": ("time=" + A + " level=%(levelname)s logger=%(name)s msg=\"%(message)s\"", None, "%"),
    "semicolons": (A + ";%(levelname)s;%(name)s;%(message)s", None, "%"),
    "tabs": (A + "\t%(levelname)s\t%(name)s\t%(message)s", None, "%"),
    "year-short": (A + " %(levelname).1s %(name)s | %(message)s", "%y%m%d %H%M%S", "%"),
    "compact": (A + ".%(msecs)03d %(levelname).4s [%(name)s] %(message)s", "%H:%M:%S", "%"),
}


class Micro(logging.Formatter):
    def formatTime(self, record, datefmt=None):
        base = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(record.created))
        return "%s.%06d" % (base, record.created % 1 * 1e6)


class Zulu(logging.Formatter):
    def formatTime(self, record, datefmt=None):
        base = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        return "%s.%03dZ" % (base, record.msecs)


def setup(name):
    handler = logging.StreamHandler()
    if name == "microseconds":
        handler.setFormatter(Micro("%(asctime)s %(levelname)s [%(process)d:%(threadName)s] %(name)s - %(message)s"))
    elif name == "zulu":
        handler.setFormatter(Zulu("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    elif FORMATS[name][0] is None:
        logging.basicConfig(level=logging.DEBUG)
        return
    else:
        fmt, datefmt, style = FORMATS[name]
        handler.setFormatter(logging.Formatter(fmt, datefmt, style))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)


def pick(shelf, log):
    log.debug("walking to shelf %s", shelf)
    if shelf == 7:
        log.error("shelf %d is empty, order 4711 cannot be filled", shelf)
    else:
        log.info("picked 1 item from shelf %d", shelf)


def main():
    name = sys.argv[1]
    setup(name)
    root = logging.getLogger()
    stock = logging.getLogger("depot.stock")
    ship = logging.getLogger("depot.shipping")
    root.info("depot opens, 3 docks, 0 errors carried over")
    stock.info("counted 1204 items in 61 shelves")
    stock.warning("shelf 12 has only 2 items left")
    for shelf in (3, 7, 9):
        pick(shelf, stock)
    ship.info("truck D-12 loaded, errors: 0")
    ship.error("no label for parcel 88: printer answered 'offline'")
    worker = threading.Thread(target=lambda: ship.error("dock 2: gate does not open"), name="dock-2")
    worker.start()
    worker.join()
    ship.info("truck D-12 left")
    stock.warning("last count differs by 1, will count again")
    root.critical("cold room at 9.5 degrees, limit is 7")
    root.info("depot closes")


if __name__ == "__main__":
    main()
