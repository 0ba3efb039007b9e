# -*- coding: utf-8 -*-
import logging, sys, threading, Queue, urllib2, time
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(threadName)s %(levelname)s %(message)s")
q = Queue.Queue()
class FeedError(StandardError):
    pass
def work():
    while True:
        n = q.get()
        logging.info("job %d taken, %d left", n, q.qsize())
        if n == 3:
            try: urllib2.urlopen("http://127.0.0.1:9/x", timeout=1)
            except urllib2.URLError, e: raise FeedError("job %d: %s" % (n, e))
        q.task_done()
for i in range(2):
    t = threading.Thread(target=work, name="worker-%d" % i); t.daemon = True; t.start()
for i in range(8): q.put(i); time.sleep(0.02)
logging.info("all queued; 0 exceptions")
h = logging.StreamHandler(open("/dev/full", "w")) if 0 else None
logging.warning("caf\xc3\xa9 %d", "x") if 0 else None
logging.info("order %d shipped", "A17")
logging.info(u"stopping")
raise SystemExit(str(FeedError(u"1 worker died")))
