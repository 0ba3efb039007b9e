import logging, sys, time, threading, urllib.request, urllib.error
from flask import Flask, abort
from waitress import serve
logging.basicConfig(level=logging.INFO, format="%(asctime)s [%(levelname)s] %(name)s: %(message)s", stream=sys.stdout)
app = Flask("web")
@app.get("/ok/<n>")
def ok(n):
    app.logger.info("ok %s errors=0", n)
    return n
@app.get("/fail")
def fail():
    raise MemoryError("cannot allocate row buffer\nfatal: wanted 3 GiB")
def client():
    time.sleep(0.7)
    for u in ("ok/1", "ok/error", "fail", "ok/2", "nope", "ok/3", "ok/4", "ok/5"):
        try: urllib.request.urlopen("http://127.0.0.1:8921/" + u).read()
        except urllib.error.HTTPError as e: logging.getLogger("probe").info("%s -> %s", u, e.code)
        time.sleep(0.15)
threading.Thread(target=client, daemon=True).start()
serve(app, host="127.0.0.1", port=8921, threads=2)
