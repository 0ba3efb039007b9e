"""thumbd: a thumbnail daemon under runit; svlogd -tt stamps its lines. Native scaler over ctypes, faulthandler on."""
import atexit
import ctypes
import faulthandler
import logging
import queue
import sys
import threading
import time

faulthandler.enable()
log = logging.getLogger("thumbd")
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter("%(levelname)s:%(threadName)s: %(message)s"))
log.addHandler(h)
log.setLevel(logging.DEBUG)
libc = ctypes.CDLL("libc.so.6")
jobs = queue.Queue()


class UnsupportedMode(ValueError):
    pass


class Cache:
    def __init__(self):
        self.n = 0

    def put(self, job):
        self.n += 1
        log.debug("cache put %s (%d entries, error_rate=0.00)", job, self.n)

    def __del__(self):
        raise OSError(28, "No space left on device", "/var/cache/thumbd/index")


def header(job):
    if job.endswith(".tif"):
        raise UnsupportedMode("%s: 48 bit colour" % job)
    return 640, 480


def scale(job):
    w, hgt = header(job)
    if job == "img-0007.png":
        libc.memset(8, 0, w * hgt)
    return w // 4, hgt // 4


def worker():
    cache = Cache()
    while True:
        job = jobs.get()
        if job == "flush":
            del cache
            cache = Cache()
            log.info("cache flushed")
            continue
        if job == "raw:12":
            log.info("raw previews on, %d bytes", int(job.split(":")[2]))
        log.info("job %s begins", job)
        try:
            w, hgt = scale(job)
        except UnsupportedMode:
            log.warning("%s skipped, not a mode we can read", job, exc_info=True)
            continue
        cache.put(job)
        log.info("job %s done, %dx%d, 0 errors", job, w, hgt)


log.info("thumbd 0.9.4, libc scaler, fatal signals are traced")
threading.Thread(target=worker, name="scaler-0", daemon=True).start()
for job in ("img-0001.png", "img-0002.png", "scan-3.tif", "img-0004.png", "flush", "img-0005.png", "raw:12"):
    jobs.put(job)
    time.sleep(0.05)
log.warning("scaler-0 is gone, starting scaler-1")
threading.Thread(target=worker, name="scaler-1", daemon=True).start()
for job in ("img-0006.png", "img-0007.png", "img-0008.png"):
    jobs.put(job)
    time.sleep(0.05)
