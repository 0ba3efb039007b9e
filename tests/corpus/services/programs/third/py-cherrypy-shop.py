"""CherryPy: its own error log has no levels; tracebacks stand below a record without a level, request headers follow as another record"""
import urllib.request
import cherrypy


class Shop:
    @cherrypy.expose
    def index(self):
        return "hi"

    @cherrypy.expose
    def buy(self, n="1"):
        return str({"1": "mug", "2": "cap"}[n])

    @cherrypy.expose
    def errors(self):
        return "0 errors"


cherrypy.config.update({"server.socket_port": 8794, "engine.autoreload.on": False, "log.screen": True, "checker.on": False})
cherrypy.tree.mount(Shop())
cherrypy.engine.start()
cherrypy.engine.wait(cherrypy.engine.states.STARTED)
for p in ["", "errors", "buy?n=1", "", "buy?n=2", "errors", "", "buy?n=3", "", "errors", "buy?n=1", "gone", ""]:
    try:
        urllib.request.urlopen("http://127.0.0.1:8794/" + p).read()
    except OSError:
        pass
cherrypy.engine.exit()
