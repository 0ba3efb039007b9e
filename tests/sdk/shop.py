"""A small program with the published client in it: fails in the way that its first argument names.

It logs to stderr in a usual format, and prints what nobody catches there too: the client replaces Python's own
hook and prints nothing. It ends when its stdin does, so that the client's threads have time to send.
"""

import logging
import socket
import sys
import traceback

# The name of the machine is nobody's business.
socket.gethostname = lambda: "shop-1"

import aiops_sdk  # noqa: E402

import stock  # noqa: E402

log = logging.getLogger("shop.orders")


def uncaught():
    stock.take("tea", 5)


def uncaught_without_message():
    stock.take_any("tea")


def uncaught_chain():
    stock.price({"tea": 4}, "coffee")


def uncaught_lines():
    stock.check(["  no address", "  no name"])


def uncaught_group():
    stock.check_all([7, 8])


def uncaught_builtin():
    return {"tea": 4}["coffee"]


def error_record():
    log.error("cannot ship order %d: no courier", 7)


def critical_record():
    log.critical("database gone, giving up")


def error_record_lines():
    log.error("cannot ship order 7:\n  no courier\n  no address")


def error_record_with_exception():
    try:
        stock.take("tea", 5)
    except stock.StockError:
        log.exception("cannot take stock for order %d", 7)


def critical_record_with_chain():
    try:
        stock.price({"tea": 4}, "coffee")
    except stock.StockError:
        log.critical("prices are broken", exc_info=True)


def blank_record_with_exception():
    try:
        stock.take("tea", 5)
    except stock.StockError:
        log.exception("")


def quiet_records():
    log.warning("order 7 is late")
    log.error(" ")
    logging.getLogger("urllib3.connectionpool").error("pool is broken")
    logging.getLogger("werkzeug.serving").error("connection reset")
    log.error('10.0.0.7 - - [04/Mar/2026 05:06:07] code 400, message Bad request')


def manual_capture():
    try:
        stock.take("tea", 5)
    except stock.StockError as error:
        aiops_sdk.capture_exception(error)
        traceback.print_exc()


def responses():
    import web

    web.serve()


def heartbeat():
    pass


def main():
    logging.basicConfig(format="%(asctime)s %(levelname)s [%(name)s] %(message)s")
    aiops_sdk.init()
    client = sys.excepthook

    def both(*error):
        client(*error)
        sys.__excepthook__(*error)
        sys.stdin.read()

    sys.excepthook = both
    globals()[sys.argv[1]]()
    sys.stdin.read()


main()
