# -*- coding: utf-8 -*-
"""Nightly price import: one process per supplier, totals written at exit."""
import atexit
import csv
import logging
import multiprocessing
import os
import StringIO
import sys

FEEDS = {
    "north": u"sku;price\nK-1;3.50\nK-2;4.00\n",
    "south": u"sku;price\nK-1;3,10\nK-9;1.20\n",
}
HERE = os.path.dirname(os.path.abspath(__file__))
log = multiprocessing.log_to_stderr(logging.INFO)
done = {}


class FeedError(StandardError):
    def __init__(self, supplier, line, why):
        StandardError.__init__(self, supplier, line, why)
        self.supplier, self.line, self.why = supplier, line, why

    def __str__(self):
        return "feed %s, line %d: %s" % (self.supplier, self.line, self.why)


def prices(supplier):
    reader = csv.DictReader(StringIO.StringIO(FEEDS[supplier].encode("ascii")), delimiter=";")
    for row in reader:
        try:
            yield row["sku"], float(row["price"])
        except ValueError, why:
            raise FeedError, (supplier, reader.line_num, why), sys.exc_info()[2]


def load(supplier):
    found = dict(prices(supplier))
    log.info("%s: %d prices", supplier, len(found))


def write_totals():
    with open(os.path.join(HERE, "out", "totals.csv"), "w") as out:
        for supplier, code in sorted(done.items()):
            out.write("%s;%d\n" % (supplier, code))


if __name__ == "__main__":
    atexit.register(write_totals)
    for supplier in sorted(FEEDS):
        worker = multiprocessing.Process(target=load, args=(supplier,), name="feed-" + supplier)
        worker.start()
        worker.join()
        done[supplier] = worker.exitcode
