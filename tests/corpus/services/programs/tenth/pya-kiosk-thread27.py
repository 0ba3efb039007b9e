# -*- coding: utf-8 -*-
"""Ticket kiosk: one thread reads the turnstile, one prints the tickets."""
import logging
import Queue
import sys
import threading
import time

logging.basicConfig(level=logging.DEBUG, stream=sys.stderr,
                    format='%(asctime)s - %(threadName)s - %(name)s - %(levelname)s - %(message)s')
log = logging.getLogger('kiosk')
jobs = Queue.Queue()


class PrinterError(IOError):
    pass


class Printer(object):
    paper = 2

    def feed(self, text):
        if not self.paper:
            raise PrinterError(28, 'paper tray empty', '/dev/usb/lp0')
        self.paper -= 1
        return text.encode('ascii')


def printing(printer):
    while True:
        holder, seat = jobs.get()
        log.debug('printing seat %s', seat)
        try:
            printer.feed(u'TICKET %s / %s' % (holder, seat))
        except PrinterError:
            log.critical('kiosk out of service', exc_info=True)
            jobs.task_done()
            raise SystemExit(3)
        except UnicodeError:
            jobs.task_done()
            raise
        jobs.task_done()


def start(name, printer):
    t = threading.Thread(target=printing, name=name, args=(printer,))
    t.daemon = True
    t.start()
    return t


if __name__ == '__main__':
    p = Printer()
    t = start('printer-1', p)
    log.info('kiosk ready')
    jobs.put((u'Jansen', 'A1'))
    jobs.put((u'M\xfcller', 'A2'))
    t.join(1)
    log.warning('printer-1 is gone, starting another')
    t = start('printer-2', p)
    jobs.put((u'Peters', 'A3'))
    t.join(1)
    log.info('closing, %d jobs left', jobs.qsize())
