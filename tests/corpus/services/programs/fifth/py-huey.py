import logging, sys
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="[%(asctime)s] %(levelname)s:%(name)s:%(threadName)s:%(message)s")
from huey import MemoryHuey
h = MemoryHuey("mailer")
@h.task(retries=1)
def send(to):
    if "@" not in to:
        raise ValueError("bad recipient %r\n  hint: expected local@domain" % to)
    return 1
@h.task()
def tally(n):
    assert n >= 0, "negative tally: Traceback ids %s" % n
    return n
for a in ("a@b", "c@d", "nobody", "e@f"): send(a)
for a in (1, -4, 3): tally(a)
while True:
    t = h.dequeue()
    if t is None: break
    h.execute(t)
logging.getLogger("mailer").info("done, error count: 2, exceptions=2")
