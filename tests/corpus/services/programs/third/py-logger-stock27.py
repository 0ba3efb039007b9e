# -*- coding: utf-8 -*-
"""Python 2.7 under `logger -s` (util-linux): old style; a thread dies, the main program dies re-raising."""
import ConfigParser, sys, threading


def poll(shelf):
    raise EnvironmentError(5, "shelf scale does not answer", "/srv/dev/scale-%d" % shelf)


for n in range(12):
    print "shelf %d ok, error count 0" % n
    sys.stdout.flush()
t = threading.Thread(target=poll, args=(12,), name="poll-12")
t.start()
t.join()
for n in range(13, 19):
    print "shelf %d ok" % n
    sys.stdout.flush()
print "closing: Traceback file kept, no exception"
sys.stdout.flush()
c = ConfigParser.ConfigParser()
c.add_section("store")
try:
    c.get("store", "owner")
except ConfigParser.Error:
    sys.stderr.write("owner unset, giving up\n")
    raise
