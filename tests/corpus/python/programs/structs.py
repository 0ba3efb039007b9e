"""structlog. usage: structs.py SCENE plain|rich|keyvalue|logfmt|colour"""
import logging
import sys

import structlog

from shop import store
from shop.errors import ShopError

kind = sys.argv[2]
common = [structlog.contextvars.merge_contextvars, structlog.processors.add_log_level,
          structlog.processors.TimeStamper(fmt="iso", utc=True)]
if kind == "plain":
    common += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
elif kind == "colour":
    common += [structlog.dev.ConsoleRenderer(colors=True, force_colors=True, exception_formatter=structlog.dev.plain_traceback)]
elif kind == "rich":
    common += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.RichTracebackFormatter(
        color_system=None, show_locals=False, width=100))]
elif kind == "richlocals":
    common += [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.RichTracebackFormatter(
        color_system=None, show_locals=True, width=100))]
elif kind == "keyvalue":
    common += [structlog.processors.format_exc_info, structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])]
elif kind == "logfmt":
    common += [structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])]
structlog.configure(processors=common, logger_factory=structlog.PrintLoggerFactory(sys.stdout))
log = structlog.get_logger()


def exception():
    log.info("request", path="/orders/16", status=200)
    try:
        store.reserve("A-100", 5)
    except ShopError:
        log.exception("order failed", order=17, customer="c-9")
    log.info("request", path="/orders/18", status=200)


def chain():
    log.info("begin")
    try:
        try:
            store.reserve("Z-9", 1)
        except KeyError as err:
            raise ShopError("unknown article") from err
    except ShopError:
        log.critical("request failed", request="8f3a", exc_info=True)
    log.info("end")


globals()[sys.argv[1]]()
