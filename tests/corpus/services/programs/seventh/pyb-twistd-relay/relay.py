"""Line relay as a twistd application: a protocol, an HTTP resource, timers and deferreds."""
from twisted.application import internet, service
from twisted.internet import defer, protocol, reactor, task
from twisted.logger import Logger
from twisted.protocols import basic
from twisted.python import log as oldlog
from twisted.web import resource, server

log = Logger(namespace="relay.core")


class Unroutable(Exception):
    pass


class Relay(basic.LineReceiver):
    delimiter = b"\n"

    def connectionMade(self):
        log.info("peer {p} joined, errors={e}", p=self.transport.getPeer().host, e=0)

    def lineReceived(self, line):
        verb, _, rest = line.partition(b" ")
        getattr(self, "do_" + verb.decode())(rest.decode())

    def do_SEND(self, rest):
        oldlog.msg("relaying %d bytes; ERROR: 0" % len(rest))
        self.sendLine(b"ok")

    def do_ROUTE(self, rest):
        d = task.deferLater(reactor, 0.05, self.lookup, rest)
        d.addErrback(self.routeFailed, rest)
        self.sendLine(b"queued")

    def do_LATER(self, rest):
        task.deferLater(reactor, 0.05, self.lookup, rest)
        self.sendLine(b"queued")

    def lookup(self, name):
        if name.startswith("x"):
            raise Unroutable("no route to %s" % name)
        return {"hub": 1}[name]

    def routeFailed(self, f, rest):
        log.failure("could not route {rest}", f, rest=rest)


class Status(resource.Resource):
    isLeaf = True

    def render_GET(self, request):
        if b"deep" in request.path:
            return "text, not bytes"
        return b"up\n"


def poll():
    log.debug("poll")
    poll.n += 1
    if poll.n == 12:
        raise ZeroDivisionError("poll %d" % poll.n)


poll.n = 0
application = service.Application("relay")
f = protocol.ServerFactory()
f.protocol = Relay
internet.TCPServer(18864, f, interface="127.0.0.1").setServiceParent(application)
internet.TCPServer(18865, server.Site(Status()), interface="127.0.0.1").setServiceParent(application)
internet.TimerService(.4, poll).setServiceParent(application)
