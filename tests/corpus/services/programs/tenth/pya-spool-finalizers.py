"""A print spool that cleans up after itself, badly."""
import atexit
import logging
import sys
import weakref

logging.basicConfig(level=logging.INFO, stream=sys.stderr,
                    format="%(levelname)s:%(name)s:%(process)d:%(message)s")
log = logging.getLogger("spool")


class Page(object):
    def __init__(self, number):
        self.number = number


class Spool(object):
    def __init__(self, name):
        self.name = name
        self.pages = {}

    def add(self, page):
        self.pages[page.number] = weakref.ref(page, self.gone)

    def gone(self, ref):
        del self.pages[ref]

    def __del__(self):
        self.file.close()


def walk(node):
    return 1 + walk(node["parent"])


def flush():
    raise OSError("spool /var/spool/kiosk not writable")


atexit.register(flush)
log.info("spool started")
page = Page(7)
s = Spool("front desk")
s.add(page)
del page
log.info("page printed")
s = None
log.info("%d pages since %s", 1)
tree = {}
tree["parent"] = tree
walk(tree)
