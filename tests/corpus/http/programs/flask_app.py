# A small order shop in Flask: `python flask_app.py PORT [logging]` runs Werkzeug's server, gunicorn takes `app`.
import logging
import sys
import time

from flask import Flask, abort

ANY = ["GET", "HEAD", "OPTIONS", "POST"]
FAILING = {"/refuse": 403, "/login": 401, "/bad": 400, "/gone": 404, "/busy": 503, "/gateway": 502, "/late": 504,
           "/many": 429, "/teapot": 418}
PLAIN = {"/health": 503, "/health/deep": 503, "/static/app.js": 500, "/report.json": 500}   # answered without abort

app = Flask("shop", static_folder=None)


def reserve(item):
    raise ValueError(f"no stock of item {item}")


def fill(order):
    return reserve(order["item"])


def charge(order_id):
    return {"open": 1}[f"order-{order_id}"]


@app.route("/")
@app.route("/orders/<int:order_id>")
@app.route("/note/<path:text>")
@app.route("/search")
@app.route("/errors/500.html")
def fine(**_):
    return "fine\n"


@app.route("/slow")
def slow():
    time.sleep(0.3)
    return "slow\n"


@app.route("/boom", methods=ANY)
@app.route("/static/broken.css", methods=ANY)
def boom():
    return fill({"item": 7})


@app.route("/orders/<int:order_id>/pay", methods=["POST"])
def pay(order_id):
    return charge(order_id)


for path, status in FAILING.items():
    app.add_url_rule(path, path, lambda status=status: abort(status), methods=ANY)
for path, status in PLAIN.items():
    app.add_url_rule(path, path, lambda status=status: ("failed\n", status), methods=ANY)

if __name__ == "__main__":
    if "logging" in sys.argv:
        logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.INFO)
    app.run(host="127.0.0.1", port=int(sys.argv[1]))
