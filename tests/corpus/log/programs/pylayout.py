"""One log in the layout that is given (a format of logging, or `coloredlogs`); with `crash` it dies at the end."""
import logging
import sys

layout, how = sys.argv[1], sys.argv[2:]
if layout == "coloredlogs":
    import coloredlogs

    coloredlogs.install(level="INFO")
else:
    logging.basicConfig(level=logging.INFO, format=layout.replace("\\t", "\t"), datefmt=how[1] if len(how) > 1 else None)
log = logging.getLogger("shop.orders")


def share(count):
    return 100 // count


log.info("ledger opens, 0 errors")
log.error("order 17 failed")
log.warning("ERROR is no level here")
log.error("payment service: timeout after 3 s")
log.error("label printer answered:\n  printer: not ready")
log.critical("cold room too warm")
try:
    share(0)
except ZeroDivisionError:
    log.exception("booking refused")
log.info("ledger closes")
if "crash" in how:
    share(0)
