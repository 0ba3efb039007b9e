import ctypes, faulthandler, logging, sys, threading, time
faulthandler.enable()
logging.basicConfig(level=logging.INFO, format="%(asctime)s.%(msecs)03d %(levelname).1s %(name)s  %(message)s", datefmt="%H:%M:%S")
log = logging.getLogger("resize")
def beat():
    while True:
        log.info("heartbeat, fatal=0 errors=0"); time.sleep(0.05)
threading.Thread(target=beat, name="beat", daemon=True).start()
def thumb(n):
    if n == 5:
        try:
            raise UnicodeError("exif tag 0x9286: bad charset")
        except UnicodeError:
            log.exception("no exif for image %d", n)
    if n == 11:
        ctypes.string_at(0)
    time.sleep(0.02)
for n in range(1, 30):
    log.info("image %d: /var/error/Image%d.png", n, n)
    thumb(n)
