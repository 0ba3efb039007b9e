# -*- coding: utf-8 -*-
import logging, logging.handlers, sys, Queue, threading, time
logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s [%(levelname)s] (%(threadName)s) %(message)s")
q = Queue.Queue()
class Refused(Exception):
    def __str__(self): return "order %s refused: %s" % self.args
def work():
    while True:
        n = q.get()
        logging.info("packing order %s, errors: 0", n)
        if n == 5: raise Refused(n, u"Größe".encode("utf8"))
t = threading.Thread(target=work, name="packer-1"); t.daemon = True
t.start()
for i in range(1, 8): q.put(i)
t.join(1)
logging.warning("packer-1 is gone, %d left", q.qsize())
try:
    q.get_nowait(); q.get_nowait(); q.get_nowait()
except Queue.Empty:
    logging.exception("queue drained too early")
logging.info("ERROR: 0 WARN: 1")
