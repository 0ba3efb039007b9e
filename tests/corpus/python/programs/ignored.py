from __future__ import print_function
import gc
import sys
import threading
import time

from shop import store


class Connection(object):
    def __del__(self):
        store.reserve("A-100", 9)


def finalizer():
    print("working")
    c = Connection()
    del c
    print("still working")


def generator():
    def rows():
        try:
            yield 1
        finally:
            raise ValueError("cursor already closed")
    g = rows()
    next(g)
    del g
    print("still working")


def generator_exit():
    def rows():
        while True:
            try:
                yield 1
            except GeneratorExit:
                pass
    g = rows()
    next(g)
    del g
    print("still working")


def weakref_():
    import weakref

    class Thing(object):
        pass

    def gone(ref):
        return ref.missing
    t = Thing()
    r = weakref.ref(t, gone)
    del t
    print("still working", r())


def hook():
    def on_error(args):
        print("unraisable: %s in %s" % (args.exc_type.__name__, args.err_msg), file=sys.stderr)
        sys.__unraisablehook__(args)
    sys.unraisablehook = on_error
    finalizer()


def shutdown():
    """A Ctrl-C while the interpreter waits for a thread at its end."""
    import os
    import signal

    def slow():
        time.sleep(0.3)
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.3)
    threading.Thread(target=slow).start()
    print("main is done")


def atshutdown():
    """Objects collected when modules are gone."""
    global keep
    keep = Connection()
    print("main is done")


def pipe():
    """stdout closed early: BrokenPipeError at exit."""
    for n in range(20000):
        sys.stdout.write("row %d\n" % n)


def chained():
    class Temp(object):
        def __del__(self):
            try:
                {}["path"]
            except KeyError as err:
                raise OSError("cannot remove temporary file")
    t = Temp()
    del t
    print("still working")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
