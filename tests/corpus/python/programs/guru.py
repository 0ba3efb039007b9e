"""loguru. usage: guru.py SCENE plain|colour|diagnose|backtrace|custom"""
import sys

from loguru import logger

from shop import store
from shop.errors import ShopError

OPTIONS = {
    "plain": dict(colorize=False, backtrace=False, diagnose=False),
    "colour": dict(colorize=True, backtrace=True, diagnose=True),
    "diagnose": dict(colorize=False, backtrace=False, diagnose=True),
    "backtrace": dict(colorize=False, backtrace=True, diagnose=False),
    "custom": dict(colorize=False, backtrace=False, diagnose=False, format="{time:YYYY-MM-DD HH:mm:ss} | {level} | {name}:{line} | {message}"),
}
logger.remove()
logger.add(sys.stderr, **OPTIONS[sys.argv[2]])


def order(sku):
    return store.reserve(sku, 5)


def exception():
    logger.info("listening on 0.0.0.0:8080")
    try:
        order("A-100")
    except ShopError:
        logger.exception("order {} failed", 17)
    logger.info("order 18 shipped")


def chain():
    logger.info("begin")
    try:
        try:
            order("Z-9")
        except KeyError as err:
            raise ShopError("unknown article") from err
    except ShopError:
        logger.opt(exception=True).critical("request 8f3a failed")
    logger.success("end")


@logger.catch
def task():
    order("A-100")


def catch():
    logger.info("begin")
    task()
    logger.info("end")


def warning():
    logger.info("begin")
    try:
        int("x")
    except ValueError:
        logger.opt(exception=True).warning("line 3 skipped")
        logger.opt(exception=True).debug("details")
    logger.info("end")


def records():
    logger.info("begin")
    logger.error("two problems:\n  price missing\n  tax missing")
    logger.critical("giving up")
    logger.info("end")


globals()[sys.argv[1]]()
