import sys
from twisted.logger import globalLogBeginner, textFileLogObserver, Logger
from twisted.internet import reactor, defer, task
globalLogBeginner.beginLoggingTo([textFileLogObserver(sys.stdout)])
log = Logger("relay")
@defer.inlineCallbacks
def pull(n):
    yield task.deferLater(reactor, .01, lambda: None)
    raise ConnectionAbortedError(103, "peer %d hung up" % n)
def tick(i): log.info("relay tick {i}: errors=0", i=i)
def bad():
    try: int("0x")
    except ValueError: log.failure("frame header rejected")
for i in range(9): reactor.callLater(.03*i, tick, i)
reactor.callLater(.1, bad)
reactor.callLater(.16, lambda: pull(4).addErrback(lambda f: log.failure("pull of peer failed", f)))
reactor.callLater(.2, lambda: {}["route"])
reactor.callLater(.3, reactor.stop)
reactor.run()
