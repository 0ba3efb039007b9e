import cherrypy, urllib.request, urllib.error
class Root:
    @cherrypy.expose
    def index(self): return "ok"
    @cherrypy.expose
    def error(self): return "fine"
    @cherrypy.expose
    def vote(self, n): return str(10 // int(n))
cherrypy.config.update({"server.socket_port": 18736, "server.socket_host": "127.0.0.1", "engine.autoreload.on": False})
cherrypy.tree.mount(Root()); cherrypy.engine.start()
for p in ["/", "/error", "/vote?n=2"]*4 + ["/vote?n=x"] + ["/error"]*6 + ["/vote?n=0"] + ["/"]*4:
    try: urllib.request.urlopen("http://127.0.0.1:18736" + p).read()
    except urllib.error.HTTPError: pass
cherrypy.engine.exit()
