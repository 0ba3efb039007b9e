"""chat bot on gevent; greenlets die; Python 3.9"""
import gevent, sys, logging
from gevent import monkey; monkey.patch_all()
from gevent.queue import Queue
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s|%(levelname)s|%(message)s", datefmt="%H:%M:%S")
log = logging.getLogger()
q = Queue()
CMDS = {"!dice": lambda a: str(len(a)), "!echo": lambda a: a[0]}
def reply(user, text):
    cmd, *args = text.split()
    log.info("<%s> %s -> %s", user, text, CMDS[cmd](args))
def reader():
    for i, t in enumerate(["!dice a b", "!echo error", "!echo ERROR is not an error", "!quit now", "!dice", "!echo"]):
        g = gevent.spawn(reply, "user%d" % i, t)
        gevent.sleep(0.01)
log.info("bot online, 0 errors")
r = gevent.spawn(reader); r.join()
pool = gevent.pool.Pool(2) if hasattr(gevent, "pool") else None
log.info("bot offline after %d commands", 6)
