# -*- coding: utf-8 -*-
import threading, time, sys
class Printer(threading.Thread):
    def run(self):
        self.jam(self.name)
    def jam(self, n):
        raise IOError(5, "paper jam", n)
t = Printer(name="printer-A"); t.start(); t.join()
sys.stderr.flush()
def spool():
    raise UnicodeDecodeError("ascii", b"caf\xc3", 3, 4, "ordinal not in range(128)")
spool()
