# -*- coding: utf-8 -*-
"""Customer import of the old shop: reader thread, parser, summary."""
import Queue
import csv
import logging
import sys
import threading

log = logging.getLogger('customers.import')


class RowError(ValueError):
    pass


def rows(path):
    with open(path, 'rb') as f:
        for n, row in enumerate(csv.reader(f, delimiter=';'), 1):
            yield n, row


def parse(n, row):
    if len(row) != 3:
        raise RowError('row %d has %d columns: %r' % (n, len(row), row))
    name = row[1].decode('utf-8')
    return int(row[0]), name, row[2] == 'y'


def reader(path, q):
    for n, row in rows(path):
        try:
            q.put(parse(n, row))
        except RowError:
            log.exception('cannot use row %d of %s', n, path)
    q.put(None)


def main(path):
    q = Queue.Queue()
    t = threading.Thread(target=reader, args=(path, q), name='reader')
    t.start()
    done = {}
    while True:
        try:
            item = q.get(timeout=1.5)
        except Queue.Empty:
            log.critical('reader went silent after %d rows, giving up', len(done))
            break
        if item is None:
            break
        log.info('customer %d imported', item[0])
        done[item[0]] = item
    t.join()
    print 'newest customer:', done[max(done)][1].encode('ascii')


logging.basicConfig(level=logging.INFO, stream=sys.stderr,
                    format='[%(asctime)s] %(levelname)s %(threadName)s %(name)s - %(message)s')
main(sys.argv[1])
