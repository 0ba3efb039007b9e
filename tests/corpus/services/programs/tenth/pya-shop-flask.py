"""A small shop API on Flask's own server, asked a few things by a client in a thread."""
import os
import threading
import urllib.error
import urllib.request

from flask import Flask, jsonify, request
from werkzeug.serving import make_server

app = Flask("shop")
STOCK = {"cup": 4, "plate": 0}


class OutOfStock(Exception):
    def __init__(self, item):
        super().__init__(item)
        self.item = item

    def __str__(self):
        return f"{self.item} is sold out\nnext delivery: unknown"


@app.route("/stock/<item>")
def stock(item):
    return jsonify(item=item, left=STOCK[item])


@app.route("/orders", methods=["POST"])
def order():
    item = request.form["item"]
    if STOCK.get(item, 0) < 1:
        raise OutOfStock(item)
    STOCK[item] -= 1
    app.logger.warning("order without a customer number")
    return jsonify(ok=True), 201


@app.route("/pay", methods=["POST"])
def pay():
    app.logger.error("payment provider answered 503 for order %s", request.form["order"])
    return jsonify(error="try later"), 502


def ask(path, data=None):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", data).read()
    except urllib.error.HTTPError as e:
        e.read()


server = make_server("127.0.0.1", 0, app)
port = server.server_port
thread = threading.Thread(target=server.serve_forever)
thread.start()
ask("/stock/cup")
ask("/orders", b"item=cup")
ask("/stock/spoon")
ask("/orders", b"item=plate")
ask("/pay", b"order=7001")
ask("/missing")
server.shutdown()
thread.join()
