"""Orders, a Pyramid application under waitress (pserve would read the same settings from production.ini)."""
import logging
import logging.config
import sys
import threading
import time
import urllib.error
import urllib.request
from decimal import Decimal, InvalidOperation
from wsgiref.simple_server import demo_app

from pyramid.config import Configurator
from pyramid.view import exception_view_config, view_config
from waitress.server import create_server

logging.basicConfig(level=logging.INFO,
                    format="%(asctime)s %(levelname)-5.5s [%(name)s:%(lineno)s][%(threadName)s] %(message)s")
log = logging.getLogger("orders")


class PriceError(Exception):
    """A price that is no number."""


class Order:
    def __init__(self, number, prices):
        self.number, self.prices = number, prices

    @property
    def total(self):
        try:
            return sum(Decimal(price) for price in self.prices)
        except InvalidOperation:
            raise PriceError("order %s\n\nprices:\n%s" % (self.number, "\n".join(self.prices)))


ORDERS = {"1": Order("1", ["3.50", "4"]), "2": Order("2", ["3.50", "free", "1.20"])}


@view_config(route_name="order", renderer="json")
def order(request):
    found = ORDERS[request.matchdict["number"]]
    return {"number": found.number, "total": str(found.total)}


@exception_view_config(context=KeyError, renderer="json")
def missing(exc, request):
    log.warning("no such order: %s", exc)
    request.response.status_int = 404
    return {"error": "no such order"}


def tween(handler, registry):
    def timed(request):
        begun = time.time()
        try:
            return handler(request)
        finally:
            if time.time() - begun > 1:
                log.error("slow request: %s %s", request.method, request.path)
    return timed


def make_app():
    with Configurator() as config:
        config.add_route("order", "/orders/{number}")
        config.add_tween("__main__.tween")
        config.scan("__main__")
        return config.make_wsgi_app()


if __name__ == "__main__":
    server = create_server(make_app(), listen="127.0.0.1:18480", threads=2)
    threading.Thread(target=server.run, name="server", daemon=True).start()
    log.info("serving on http://127.0.0.1:18480")
    for number in "123":
        try:
            urllib.request.urlopen("http://127.0.0.1:18480/orders/" + number).read()
        except urllib.error.HTTPError as exc:
            log.info("order %s: HTTP %d", number, exc.code)
    server.close()
