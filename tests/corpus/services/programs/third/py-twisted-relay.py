"""Twisted's text log file: a protocol's dataReceived raises, a LoopingCall's Deferred is never handled, log.err with a reason."""
import sys
from twisted.internet import reactor, task, defer
from twisted.internet.protocol import Factory, ClientFactory
from twisted.protocols.basic import LineReceiver
from twisted.python import log

log.startLogging(sys.stdout, setStdout=False)


class Relay(LineReceiver):
    delimiter = b"\n"

    def lineReceived(self, line):
        verb, arg = line.split(b" ", 1)
        log.msg("relay %s %s" % (verb.decode(), arg.decode()))


class Sender(LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        for n in range(8):
            self.sendLine(b"put item-%d" % n)
        self.sendLine(b"put Error: none, 0 failed")
        reactor.callLater(0.3, self.sendLine, b"flush")

    def connectionLost(self, reason):
        log.msg("sender closed: %s" % reason.getErrorMessage())


def lookup():
    d = defer.Deferred()
    reactor.callLater(0.1, d.callback, {"north": 1})
    d.addCallback(lambda table: table["south"])
    d.addErrback(lambda f: log.err(f, "route lookup for south"))


f = Factory()
f.protocol = Relay
port = reactor.listenTCP(0, f, interface="127.0.0.1")
cf = ClientFactory()
cf.protocol = Sender
reactor.callLater(0.1, reactor.connectTCP, "127.0.0.1", port.getHost().port, cf)
beat = task.LoopingCall(lambda: log.msg("beat, errors so far: 0"))
beat.start(0.15)
reactor.callLater(0.7, lookup)
reactor.callLater(1.6, reactor.stop)
reactor.run()
