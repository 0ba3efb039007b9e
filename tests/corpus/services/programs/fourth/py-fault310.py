import faulthandler, sys, ctypes, logging
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
faulthandler.enable()
class Codec:
    def __del__(self): raise BufferError("codec still has 2 exports")
def decode(n):
    logging.info("decode frame %d, crash=0", n)
    if n == 4: Codec()
    if n == 8: ctypes.string_at(0)
for n in range(12): decode(n)
