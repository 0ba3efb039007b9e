"""colorlog's colours in the file; a record with trace, then a segmentation fault shown by faulthandler"""
import ctypes, faulthandler, logging, struct, sys
import colorlog

h = logging.StreamHandler(sys.stderr)
h.setFormatter(colorlog.ColoredFormatter("%(asctime)s %(log_color)s%(levelname)-8s%(reset)s %(name)s: %(message)s", force_color=True))
logging.basicConfig(level=logging.DEBUG, handlers=[h])
log = logging.getLogger("sensor.hub")
faulthandler.enable()


def decode(raw):
    return struct.unpack("<Hf", raw)


for i in range(10):
    log.info("frame %d: %s", i, decode(struct.pack("<Hf", i, i / 4) if False else bytes(6)))
    log.debug("crc error count: 0")
try:
    decode(b"\x01\x02\x03")
except struct.error:
    log.exception("frame %d is damaged", 10)
for i in range(11, 16):
    log.info("frame %d ok", i)
log.warning("Fatal Python error is what we never want to see")
log.info("mapping the driver's buffer")
ctypes.string_at(8, 4)
