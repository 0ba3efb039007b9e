import logging, sys, gc, atexit
logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
log = logging.getLogger("cam.pool")
class Lease:
    def __init__(s, n): s.n = n
    def __del__(s):
        if s.n % 4 == 3: raise ReferenceError("lease %d still pinned" % s.n)
for i in range(7):
    l = Lease(i); log.debug("lease %d granted (errors so far: none)", i)
del l
@atexit.register
def bye():
    log.info("closing pool"); raise BlockingIOError(11, "pool busy")
log.info("Exception in thread count: 0")
