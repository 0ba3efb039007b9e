import cherrypy, time, threading
class Ledger(cherrypy.process.plugins.SimplePlugin):
    def start(self):
        self.bus.log("ledger plugin: 0 errors found in journal")
    def stop(self):
        raise IOError("journal flush: disk quota exceeded")
cherrypy.config.update({'server.socket_port':18931,'server.socket_host':'127.0.0.1','engine.autoreload.on':False})
class Root:
    @cherrypy.expose
    def index(self): return "ok"
    @cherrypy.expose
    def invoice(self, n="0"):
        try: return {"1":"a"}[n]
        except KeyError as e: raise LookupError("invoice %s not in ledger" % n) from e
Ledger(cherrypy.engine).subscribe()
cherrypy.tree.mount(Root(), '/')
cherrypy.engine.start()
import urllib.request
for p in ("/", "/invoice?n=1", "/invoice?n=77&error=none", "/", "/errors/Handler"):
    try: urllib.request.urlopen("http://127.0.0.1:18931"+p).read()
    except Exception: pass
cherrypy.engine.exit()
