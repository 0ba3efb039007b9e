# -*- coding: utf-8 -*-
import sys,logging,threading,time,traceback,socket
w=sys.argv[1]
logging.basicConfig(level=10,format="%(asctime)s %(levelname)s %(name)s: %(message)s" if w!="bare" else "%(message)s")
log=logging.getLogger("till")
class Old: pass
class Err(Exception):
    def __str__(self): return u"pr\xfcfung".encode("utf-8")
def c(f):
    try: f()
    except: log.exception("step failed")
def gai(): socket.gethostbyname("no.such.host.invalid")
def sel(): import select; select.select([-1],[],[])
def tmo():
    s=socket.socket(); s.bind(("127.0.0.1",0)); s.listen(1); s.settimeout(.05); s.accept()
def zl(): import zlib; zlib.decompress(b"x")
def st(): import struct; struct.unpack("<I",b"a")
def q(): import Queue; Queue.Queue().get(False)
def ro(): raise Old()
def er(): raise Err()
def bina(): import binascii; binascii.unhexlify("z")
def ml(): raise ValueError("one\ntwo\n\nthree")
def pk(): import pickle; pickle.loads(b"zz")
def sh(): import shutil; shutil.copy("/etc/passwd","/etc/passwd")
def thr(): import thread; thread.error; l=thread.allocate_lock(); l.release()
def bads(): log.info("%d rows","x"); log.info("a %s %s","b")
for f in (gai,sel,tmo,zl,st,q,ro,er,bina,ml,pk,sh,thr,bads): c(f)
log.info("threads")
t=threading.Thread(target=bina,name="pump-1"); t.start(); t.join()
sys.exc_clear() if hasattr(sys,"exc_clear") else None
class D(object):
    def __del__(self): raise ValueError("in del")
d=D(); del d
log.info("last")
print("end of program, raising")
if w=="u": raise Err()
er() if w=="e" else ro()
