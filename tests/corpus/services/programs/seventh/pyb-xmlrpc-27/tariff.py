# -*- coding: utf-8 -*-
"""Tariff service of old: XML-RPC with threads, Python 2.7, log lines as the last admin liked them."""
import logging
import sys
import threading
import time
import xmlrpclib
from Queue import Queue
from SimpleXMLRPCServer import SimpleXMLRPCServer, SimpleXMLRPCRequestHandler
from SocketServer import ThreadingMixIn

logging.basicConfig(stream=sys.stderr, level=logging.INFO,
                    format="%(asctime)s tariffd[%(process)d] %(levelname)s (%(threadName)-10s) %(message)s")
log = logging.getLogger()
todo = Queue()


class TariffError(Exception):
    def __init__(self, code, text):
        self.code = code
        self.text = text

    def __str__(self):
        return "[%d] %s" % (self.code, self.text)


class Handler(SimpleXMLRPCRequestHandler):
    def do_POST(self):
        if self.headers.get("X-Tenant") == "none":
            raise TariffError(17, "tenant not set")
        SimpleXMLRPCRequestHandler.do_POST(self)


class Server(ThreadingMixIn, SimpleXMLRPCServer):
    daemon_threads = True


def rate(zone):
    log.info("rate for %s, 0 errors", zone)
    return {"a": 12, "b": 15}[zone]


def note(text):
    log.info("note of %d bytes: %d", len(text), text)
    return True


def post(zone, amount):
    todo.put((zone, amount))
    return True


def book():
    while True:
        zone, amount = todo.get()
        try:
            log.info("booked %s: %.2f", zone, float(amount))
        except ValueError:
            log.error(u"buchen fehlgeschlagen f\xfcr Zone %s", zone, exc_info=True)
        if zone == "z":
            del todo.gone


class T(xmlrpclib.Transport):
    def request(self, host, handler, body, verbose=0):
        return self.single_request(host, handler, body, verbose)

    def send_content(self, c, body):
        c.putheader("X-Tenant", "none")
        xmlrpclib.Transport.send_content(self, c, body)


def main():
    s = Server(("127.0.0.1", 18866), requestHandler=Handler, allow_none=True)
    for f in (rate, note, post):
        s.register_function(f)
    t = threading.Thread(target=s.serve_forever, name="serve")
    t.daemon = True
    t.start()
    b = threading.Thread(target=book, name="book")
    b.daemon = True
    b.start()
    log.info("tariffd up, see /usr/share/doc/error/README")
    c = xmlrpclib.ServerProxy("http://127.0.0.1:18866")
    for z in "abab":
        c.rate(z)
    try:
        c.rate("q")
    except xmlrpclib.Fault as e:
        log.warning("client saw %s", e)
    c.post("a", 12)
    c.post("b", "12,5")
    time.sleep(.2)
    c.note("hello")
    try:
        xmlrpclib.ServerProxy("http://127.0.0.1:18866", transport=T()).rate("a")
    except Exception as e:
        log.warning("client lost: %s", type(e).__name__)
    c.rate("a")
    c.post("z", 3)
    time.sleep(.3)
    c.rate("b")
    log.info("tariffd going down; failed=0")
    time.sleep(.3)


main()
