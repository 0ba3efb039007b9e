import logging, sys, threading, random
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="<%(levelname)s> %(asctime)s (%(name)s) %(message)s")
log = logging.getLogger("gameserver")
def hook(t, v, tb): log.critical("Unhandled exception, server goes down", exc_info=(t, v, tb))
sys.excepthook = hook
threading.excepthook = lambda a: log.error("thread %s died", a.thread.name, exc_info=(a.exc_type, a.exc_value, a.exc_traceback))
class World:
    def __init__(self): self.players = {i: {"hp": 100} for i in range(5)}
    def tick(self, n):
        if n == 12: del self.players[3]
        for p in range(5):
            assert p in self.players, f"player {p} vanished at tick {n}"
def saver(): open("/proc/version/save.dat", "wb")
w = World()
for n in range(30):
    log.info("tick %d: %d players, 0 errors, 0 kicked (Error budget 100%%)", n, len(w.players))
    if n == 5: t = threading.Thread(target=saver, name="autosave"); t.start(); t.join()
    w.tick(n)
