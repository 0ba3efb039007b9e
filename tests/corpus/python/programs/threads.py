from __future__ import print_function
import sys
import threading
import time

from shop import store


def work(sku):
    store.reserve(sku, 9)


class Mailer(threading.Thread):
    def run(self):
        self.send(None)

    def send(self, letter):
        print("to:", letter.address)


def plain():
    t = threading.Thread(target=work, args=("A-100",))
    t.start()
    t.join()


def named():
    t = threading.Thread(target=work, args=("B-200",), name="stock: nightly sync #2")
    t.start()
    t.join()


def subclass():
    t = Mailer()
    t.start()
    t.join()


def several():
    print("serving on :8080")
    for sku in ("A-100", "B-200", "C-300"):
        t = threading.Thread(target=work, args=(sku,))
        t.start()
        t.join()
        print("job", sku, "done")
    print("bye")


def future():
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
        pool.submit(work, "A-100").result()


def hook():
    def on_error(args):
        print("thread died: %s: %s" % (args.exc_type.__name__, args.exc_value), file=sys.stderr)
        threading.__excepthook__(args)
    threading.excepthook = on_error
    named()


def badhook():
    def on_error(args):
        raise RuntimeError("reporter is down")
    threading.excepthook = on_error
    named()


def timer():
    t = threading.Timer(0.01, work, args=("A-100",))
    t.start()
    t.join()


def main_too():
    t = threading.Thread(target=work, args=("A-100",), name="worker")
    t.start()
    t.join()
    raise SystemExit("worker did not finish")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
