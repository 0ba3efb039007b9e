"""Reads a gauge through a C library; the handle is stale after a reset."""
import ctypes
import faulthandler
import logging
import threading
import time

faulthandler.enable()
logging.basicConfig(format="%(asctime)s.%(msecs)03d %(levelname)s %(module)s:%(lineno)d %(message)s",
                    datefmt="%Y-%m-%dT%H:%M:%S", level=logging.INFO)
log = logging.getLogger()


class Gauge:
    def __init__(self):
        self.buffer = ctypes.create_string_buffer(b"21.5 C")
        self.handle = ctypes.addressof(self.buffer)

    def reset(self):
        log.warning("gauge reset by watchdog")
        self.handle = 8

    def read(self):
        return ctypes.string_at(self.handle).decode()


def heartbeat(stop):
    while not stop.wait(30):
        log.info("alive")


def main():
    gauge = Gauge()
    threading.Thread(target=heartbeat, args=(threading.Event(),), name="heartbeat", daemon=True).start()
    log.info("gauge reads %s", gauge.read())
    try:
        float(gauge.read())
    except ValueError as e:
        log.error("cannot convert reading: %s", e)
    gauge.reset()
    time.sleep(0.1)
    log.info("gauge reads %s", gauge.read())


main()
