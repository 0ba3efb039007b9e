# -*- coding: utf-8 -*-
"""Indexes documents in threads (still on Python 2)."""
import logging
import Queue
import sys
import threading
import time

logging.basicConfig(
    stream=sys.stderr,
    level=logging.DEBUG,
    format="%(asctime)s %(threadName)s %(levelname)s %(message)s",
)
jobs = Queue.Queue()
index = {}


class IndexFull(StandardError):
    pass


def words(text):
    return [w.strip(u".,").lower() for w in text.decode("ascii").split()]


class Indexer(threading.Thread):
    def run(self):
        while True:
            name, text = jobs.get()
            logging.debug("indexing %s", name)
            try:
                found = words(text)
            except UnicodeError:
                logging.exception("cannot index %s", name)
                continue
            for w in found:
                if len(index) >= 6:
                    raise IndexFull(u"6 words at most, gef\xfcllt mit %s" % w)
                index.setdefault(w, set()).add(name)


worker = Indexer(name="indexer-1")
worker.daemon = True
worker.start()
jobs.put(("readme", "Shops sell things."))
jobs.put(("menu", "Caf\xc3\xa9 cr\xc3\xa8me"))
jobs.put(("faq", "Do shops buy old things, too?"))
worker.join(5)
logging.info("%d words, %d jobs left", len(index), jobs.qsize())
