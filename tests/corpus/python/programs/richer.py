"""rich. usage: richer.py SCENE"""
import logging
import sys

from rich.console import Console
from rich.logging import RichHandler
from rich.traceback import install

from shop import store
from shop.errors import ShopError


def order():
    try:
        store.reserve("Z-9", 1)
    except KeyError as err:
        raise ShopError("unknown article") from err


def plain():
    install(console=Console(stderr=True, width=100, color_system=None))
    print("starting")
    store.reserve("A-100", 5)


def locals_():
    install(console=Console(stderr=True, width=100, color_system=None), show_locals=True)
    store.reserve("A-100", 5)


def colour():
    install(console=Console(stderr=True, width=100, color_system="standard", force_terminal=True))
    print("starting")
    store.reserve("A-100", 5)


def chain():
    install(console=Console(stderr=True, width=100, color_system=None))
    order()


def handler(tracebacks=True):
    logging.basicConfig(level=logging.INFO, format="%(message)s", datefmt="[%X]", handlers=[
        RichHandler(console=Console(stderr=True, width=110, color_system=None), rich_tracebacks=tracebacks)])
    log = logging.getLogger("shop")
    log.info("listening on 0.0.0.0:8080")
    try:
        store.reserve("A-100", 5)
    except ShopError:
        log.exception("order 17 failed")
    log.info("order 18 shipped")


def handler_plain():
    handler(False)


globals()[sys.argv[1]]()
