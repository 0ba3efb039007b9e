from __future__ import print_function
import faulthandler
import os
import sys
import threading
import time


def crash(depth=2):
    if depth:
        return crash(depth - 1)
    faulthandler._sigsegv()


def segv():
    print("starting")
    crash()


def segv_threads():
    def poll():
        while True:
            time.sleep(1)
    for n in range(2):
        threading.Thread(target=poll, name="poller-%d" % n, daemon=True).start()
    time.sleep(0.1)
    crash()


def abort():
    print("starting")
    os.abort()


def fatal_error():
    faulthandler._fatal_error_c_thread()


def fatal_plain():
    import ctypes
    ctypes.pythonapi.Py_FatalError(b"stock table is corrupt")


def fpe():
    faulthandler._sigfpe()


def overflow():
    faulthandler._stack_overflow()


def later():
    faulthandler.dump_traceback_later(0.2, exit=False)
    print("serving")
    time.sleep(0.5)
    print("still serving")


def later_exit():
    def poll():
        while True:
            time.sleep(1)
    threading.Thread(target=poll, daemon=True).start()
    faulthandler.dump_traceback_later(0.2, exit=True)
    time.sleep(5)


def deep_recursion():
    sys.setrecursionlimit(10 ** 8)
    import operator

    class Node(object):
        def __repr__(self):
            return repr(self)
    repr(Node())


def import_crash():
    import ctypes
    ctypes.string_at(0)


def sigterm():
    import signal
    faulthandler.register(signal.SIGUSR1)
    print("serving")
    os.kill(os.getpid(), signal.SIGUSR1)
    time.sleep(0.1)
    print("still serving")


def gil():
    import ctypes
    ctypes.CDLL(None).PyList_New(3)


if __name__ == "__main__":
    faulthandler.enable()
    globals()[sys.argv[1]]()
