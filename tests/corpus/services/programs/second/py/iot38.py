"""line broker for sensors, Twisted with its own log format; Python 3.8"""
import sys
from twisted.internet import reactor, protocol, defer, task
from twisted.protocols.basic import LineReceiver
from twisted.python import log
log.startLogging(sys.stdout)
class Broker(LineReceiver):
    delimiter = b"\n"
    def connectionMade(self):
        log.msg("sensor connected, errors so far: 0")
    def lineReceived(self, line):
        topic, value = line.split(b"=", 1)
        log.msg("publish %s %s" % (topic.decode(), float(value)))
    def connectionLost(self, reason):
        log.msg("sensor gone: %s" % reason.type.__name__)
class Sensor(protocol.Protocol):
    def __init__(self, lines): self.lines = lines
    def connectionMade(self):
        for i, l in enumerate(self.lines):
            reactor.callLater(0.02 * i, self.transport.write, l + b"\n")
        reactor.callLater(0.02 * len(self.lines) + 0.05, self.transport.loseConnection)
f = protocol.ServerFactory(); f.protocol = Broker
port = reactor.listenTCP(18831, f, interface="127.0.0.1")
def connect(lines):
    c = protocol.ClientFactory(); c.protocol = lambda: Sensor(lines); c.noisy = False
    reactor.connectTCP("127.0.0.1", 18831, c)
connect([b"hall/temp=%d.5" % i for i in range(8)])
reactor.callLater(0.3, connect, [b"yard/temp=3", b"yard/error_rate=0.0", b"yard/hum=??", b"yard/temp=4"])
@defer.inlineCallbacks
def flush():
    yield task.deferLater(reactor, 0.01, lambda: None)
    raise IOError(28, "No space left on device", "/var/lib/broker/errors/retained.db")
reactor.callLater(0.6, flush)
reactor.callLater(0.7, lambda: __import__("gc").collect())
reactor.callLater(0.9, reactor.stop)
reactor.run()
