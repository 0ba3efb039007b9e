"""Gateway on gevent: pywsgi, a pool of greenlets, a scheduler loop."""
import logging
import sys

import gevent
from gevent import monkey
monkey.patch_all()
from gevent.pool import Pool
from gevent.pywsgi import WSGIServer
import urllib.request

logging.basicConfig(stream=sys.stderr, level=logging.DEBUG, format="%(levelname).1s %(asctime)s %(name)s:%(lineno)d] %(message)s", datefmt="%m%d %H:%M:%S")
log = logging.getLogger("gate")
for n in ("a",):
    log.debug("config %s loaded: {'error': None}", n)


class UpstreamError(OSError):
    pass


def app(env, start):
    p = env["PATH_INFO"]
    if p == "/boom":
        try:
            {}["upstream"]
        except KeyError:
            raise UpstreamError("upstream for /boom not configured")
    start("200 OK", [("Content-Type", "text/plain")])
    if p == "/half":
        return 5
    return [b"ok\n"]


def fetch(n):
    log.info("fetch %d errors=0", n)
    gevent.sleep(.01)
    if n == 3:
        raise ValueError("job 3: bad checksum\n  want 4f\n  have 50")


def every(sec, f):
    while True:
        gevent.sleep(sec)
        f()


def beat():
    beat.n += 1
    log.debug("beat %d", beat.n)
    if beat.n == 4:
        raise RuntimeError


beat.n = 0


def get(p):
    try:
        with urllib.request.urlopen("http://127.0.0.1:18867" + p) as r:
            log.info("GET %s -> %d", p, r.status)
    except Exception as e:
        log.info("GET %s -> %s", p, type(e).__name__)


srv = WSGIServer(("127.0.0.1", 18867), app, log=logging.getLogger("access"), error_log=sys.stderr if len(sys.argv) > 1 else "default")
srv.start()
gevent.spawn(every, .25, beat)
get("/")
get("/status/500")
get("/boom")
pool = Pool(3)
pool.map(lambda n: None, range(3))
for i in range(6):
    pool.spawn(fetch, i)
pool.join()
get("/error/Handler.java")
get("/half")
get("/")
gevent.sleep(1.3)
get("/")
log.info("bye")
