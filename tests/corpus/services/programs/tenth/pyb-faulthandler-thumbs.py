"""Thumbnail worker around a C library; faulthandler is on, as in every service here."""
import ctypes
import faulthandler
import logging
import queue
import threading
import time

faulthandler.enable()
logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(threadName)s %(levelname)s: %(message)s")
log = logging.getLogger(__name__)
libc = ctypes.CDLL(None)
jobs = queue.Queue()


class Image:
    def __init__(self, name, address):
        self.name, self.address = name, address

    def header(self):
        return ctypes.string_at(self.address, 8)


def worker():
    while True:
        image = jobs.get()
        log.debug("reading %s", image.name)
        try:
            log.info("%s: %r", image.name, image.header())
        except Exception:
            log.exception("%s is no image", image.name)
        jobs.task_done()


def heartbeat(stop):
    while not stop.wait(30):
        log.debug("alive, %d waiting", jobs.qsize())


if __name__ == "__main__":
    good = ctypes.create_string_buffer(b"\x89PNG\r\n\x1a\n")
    threading.Thread(target=heartbeat, args=(threading.Event(),), name="heartbeat", daemon=True).start()
    threading.Thread(target=worker, name="thumbs-1", daemon=True).start()
    time.sleep(0.1)
    jobs.put(Image("a.png", ctypes.addressof(good)))
    jobs.put(Image("b.png", "0x7f00"))
    jobs.put(Image("c.png", 0x10))
    jobs.join()
    log.info("done")
