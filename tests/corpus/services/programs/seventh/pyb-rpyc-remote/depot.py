"""Stock depot as an RPyC service, and a picker that uses it (one log for both, as under one unit)."""
import logging
import sys
import threading
import time

import rpyc
from rpyc.utils.server import ThreadedServer

logging.basicConfig(stream=sys.stdout, level=logging.DEBUG,
                    format="%(asctime)s.%(msecs)03d|%(levelname)-8s|%(threadName)s|%(name)s|%(message)s",
                    datefmt="%d.%m.%Y %H:%M:%S")
logging.getLogger("asyncio").setLevel(logging.WARNING)


class OutOfStock(Exception):
    pass


class Depot(rpyc.Service):
    stock = {"A-1": 4, "B-2": 0}

    def on_connect(self, conn):
        logging.getLogger("depot").info("picker connected, 0 failed so far")

    def exposed_take(self, sku, n):
        log = logging.getLogger("depot")
        log.debug("take %s x%d", sku, n)
        have = self.stock[sku]
        if have < n:
            try:
                return self._order(sku, n - have)
            except LookupError as e:
                raise OutOfStock(f"{sku}: want {n}, have {have}") from e
        self.stock[sku] -= n
        return self.stock[sku]

    def _order(self, sku, n):
        raise LookupError(f"no supplier for {sku!r}")


def picker(port):
    log = logging.getLogger("picker.7")
    conn = rpyc.connect("127.0.0.1", port)
    for sku, n in (("A-1", 1), ("A-1", 1), ("B-2", 3), ("A-1", 1)):
        try:
            left = conn.root.take(sku, n)
            log.info("took %s x%d, %d left, error=None", sku, n, left)
        except Exception:
            log.exception("pick list 18/%s could not be filled", sku)
    try:
        conn.root.take("C-3", 1)
    except Exception as e:
        log.warning("unknown sku, will try again tomorrow: %s", type(e).__name__)
    time.sleep(.2)
    conn.root.take(None, "x")


if __name__ == "__main__":
    srv = ThreadedServer(Depot, hostname="127.0.0.1", port=18861, logger=logging.getLogger("rpc"),
                         protocol_config={"allow_public_attrs": False, "logger": logging.getLogger("rpc.conn")})
    threading.Thread(target=srv.start, name="rpc-main", daemon=True).start()
    time.sleep(.5)
    t = threading.Thread(target=picker, args=(18861,), name="picker-7")
    t.start()
    t.join()
    logging.info("shutting down after 1 pick list: see /var/log/error/picker.log")
    srv.close()
    time.sleep(.3)
