"""video encoder worker for process managers: argument is the name; Python 3.11"""
import sys, time, logging
name = sys.argv[1]
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
for i in range(6):
    logging.info("%s: frame %d encoded, errors=0", name, i); time.sleep(0.11 if name == "a" else 0.07)
class CodecError(Exception): pass
def encode(f):
    try:
        return {"h264": 1}[f]
    except KeyError:
        raise CodecError(f"{name}: no codec {f}")
if name == "b":
    try: encode("vp9")
    except CodecError: logging.exception("frame dropped")
    logging.info("b: continuing")
    time.sleep(0.4)
    logging.info("b: bye")
else:
    encode("av1")
