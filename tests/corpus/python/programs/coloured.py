"""Colours of other tools. usage: coloured.py colorlog|pygments"""
import logging
import sys
import traceback

from shop import store
from shop.errors import ShopError


def colorlog():
    import colorlog as cl
    handler = cl.StreamHandler()
    handler.setFormatter(cl.ColoredFormatter(
        "%(log_color)s%(levelname)-8s%(reset)s %(asctime)s %(blue)s%(name)s: %(message)s", no_color=False, force_color=True))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    log = logging.getLogger("shop")
    log.info("listening")
    try:
        store.reserve("A-100", 5)
    except ShopError:
        log.exception("order 17 failed")
    log.info("order 18 shipped")


def pygments():
    from pygments import highlight
    from pygments.formatters import Terminal256Formatter
    from pygments.lexers import PythonTracebackLexer

    def hook(kind, value, tb):
        text = "".join(traceback.format_exception(kind, value, tb))
        sys.stderr.write(highlight(text, PythonTracebackLexer(), Terminal256Formatter()))
    sys.excepthook = hook
    print("starting", flush=True)
    store.reserve("A-100", 5)


globals()[sys.argv[1]]()
