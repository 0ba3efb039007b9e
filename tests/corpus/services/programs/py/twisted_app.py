from twisted.internet import reactor, defer, task
from twisted.python import log
import sys
log.startLogging(sys.stdout, setStdout=False)
def beat(): log.msg("modem 3: 0 errors, signal -71 dBm")
task.LoopingCall(beat).start(0.02)
@defer.inlineCallbacks
def read():
    yield task.deferLater(reactor, 0.09, lambda: None)
    raise EOFError("serial line closed")
def parse(): bytes.fromhex("0g")
d = read()
reactor.callLater(0.05, parse)
def drop():
    global d
    del d
reactor.callLater(0.15, drop)
def handled():
    try: parse()
    except ValueError: log.err(None, "frame thrown away")
reactor.callLater(0.2, handled)
reactor.callLater(0.3, reactor.stop)
reactor.run()
