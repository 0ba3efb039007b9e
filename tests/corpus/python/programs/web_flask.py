"""Flask on werkzeug's own server."""
import sys

from flask import Flask

from shop import store

app = Flask("shop")


@app.route("/ok")
def ok():
    return "fine\n"


@app.route("/reserve/<sku>")
def reserve(sku):
    store.reserve(sku, 5)
    return "done\n"


if __name__ == "__main__":
    app.run(port=int(sys.argv[1]), debug=len(sys.argv) > 2, use_reloader=False)
