"""huey consumer (sqlite queue): tasks fail with a chain, with a retry (exception logged by the task itself as DEBUG), and with an OSError."""
import logging, os, sys, threading, time
from huey import SqliteHuey
from huey.consumer import Consumer

if os.path.exists("/srv/blind3-py/thumbs.db"):
    os.unlink("/srv/blind3-py/thumbs.db")
huey = SqliteHuey("thumbs", filename="/srv/blind3-py/thumbs.db")
log = logging.getLogger("thumbs")


class DecodeError(ValueError):
    """picture cannot be read"""


@huey.task()
def thumb(name):
    log.info("making thumbnail of %s", name)
    if name.startswith("error"):
        log.info("name says error, picture is fine: 0 failures")
    if name == "broken.png":
        try:
            b"\x89PNG".index(b"IEND")
        except ValueError as e:
            raise DecodeError("no IEND chunk in %r" % name) from e
    return name


@huey.task()
def publish(path):
    try:
        os.listdir("/srv/mnt/cdn-mirror")
    except OSError:
        log.info("mirror not there, falling back to the primary", exc_info=True)
    with open(path, "rb") as f:
        return f.read()


logging.basicConfig(level=logging.INFO, stream=sys.stdout,
                    format="[%(asctime)s] %(levelname)s:%(name)s:%(threadName)s:%(message)s")
for n in ("a.png", "b.png", "error-icon.png", "broken.png", "c.png", "d.png"):
    thumb(n)
publish("/srv/cdn/index.json")
for n in ("e.png", "f.png", "traceback.jpg", "g.png"):
    thumb(n)
c = Consumer(huey, workers=1, periodic=False, initial_delay=0.05, max_delay=0.1)
c.start()
time.sleep(2.5)
c.stop(graceful=True)
