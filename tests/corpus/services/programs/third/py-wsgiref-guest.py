"""wsgiref: tracebacks between access lines, nothing has a level"""
import threading, urllib.request
from wsgiref.simple_server import make_server
import xml.etree.ElementTree as ET


def app(env, start):
    if env["PATH_INFO"] == "/feed":
        ET.fromstring("<feed><entry></feed>")
    start("200 OK", [("Content-Type", "text/plain")])
    if env["PATH_INFO"] == "/wrong":
        return ["text, not bytes"]
    return [b"ok"]


srv = make_server("127.0.0.1", 8795, app)
threading.Thread(target=srv.serve_forever, daemon=True).start()
for p in ["/", "/a", "/error", "/errors/Traceback", "/b", "/feed", "/c", "/d", "/e", "/wrong", "/", "/exception/0", "/f", "/g", "/h", "/i", "/j", "/k", "/l"]:
    try:
        urllib.request.urlopen("http://127.0.0.1:8795" + p).read()
    except OSError:
        pass
    except Exception:
        pass
srv.shutdown()
