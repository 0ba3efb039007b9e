"""Twisted: an unhandled error in the reactor, and one in a Deferred."""
import sys

from twisted.internet import defer, reactor
from twisted.python import log

from shop import store

log.startLogging(sys.stdout, setStdout=False)
log.msg("begin")
reactor.callLater(0, store.reserve, "A-100", 5)


def forget():
    defer.maybeDeferred(store.reserve, "B-200", 6)

reactor.callLater(0.05, forget)
reactor.callLater(0.1, log.msg, "still serving")
reactor.callLater(0.15, reactor.stop)
reactor.run()
