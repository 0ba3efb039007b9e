import rpyc,threading,logging,time,sys
logging.basicConfig(level=logging.INFO,format="%(asctime)s %(levelname)s %(name)s: %(message)s") if len(sys.argv)>1 else None
from rpyc.utils.server import ThreadedServer
class OutOfStock(Exception): pass
class S(rpyc.Service):
    def exposed_take(self,n):
        try: {}[n]
        except KeyError as e: raise OutOfStock("none of %s" % n) from e
    def exposed_bad(self): return [][3]
s=ThreadedServer(S,port=18861); threading.Thread(target=s.start,daemon=True).start(); time.sleep(.3)
c=rpyc.connect("127.0.0.1",18861)
for f in ("bad","take"):
    try: getattr(c.root,f)(*(["A"] if f=="take" else []))
    except Exception: logging.exception("remote %s failed",f)
logging.info("still here") if len(sys.argv)>1 else print("next")
c.root.bad()
