import sys
from twisted.internet import reactor, defer, protocol, task
from twisted.protocols import basic
from twisted.python import log
class ProtocolViolation(ValueError):
    pass
class Relay(basic.LineReceiver):
    delimiter = b"\n"
    def lineReceived(self, line):
        log.msg("line %r, errors: 0" % line)
        if line == b"boom":
            raise ProtocolViolation("unexpected verb 'boom'")
        self.sendLine(b"ok")
def lookup(k):
    return defer.maybeDeferred({"a": 1}.__getitem__, k)
def tick(n=[0]):
    n[0] += 1
    log.msg("tick %d: Traceback buffer empty" % n[0])
    if n[0] == 3:
        lookup("zz")
        import gc; gc.collect()
    if n[0] == 5:
        try:
            open("/srv/none/spool")
        except OSError:
            log.err(None, "spool not writable")
    if n[0] == 6:
        raise RuntimeError("tick overran")
class C(basic.LineReceiver):
    delimiter = b"\n"
    def connectionMade(self):
        for l in (b"helo", b"data", b"boom"):
            reactor.callLater(0.05, self.sendLine, l) if l == b"boom" else self.sendLine(l)
    def connectionLost(self, reason):
        log.msg("client: connection lost: %s" % reason.getErrorMessage())
log.startLogging(sys.stdout)
f = protocol.ServerFactory(); f.protocol = Relay
reactor.listenTCP(8918, f, interface="127.0.0.1")
cf = protocol.ClientFactory(); cf.protocol = C
reactor.connectTCP("127.0.0.1", 8918, cf)
lc = task.LoopingCall(tick)
lc.start(0.05).addErrback(log.err, "ticker died")
reactor.callLater(0.8, reactor.stop)
reactor.run()
