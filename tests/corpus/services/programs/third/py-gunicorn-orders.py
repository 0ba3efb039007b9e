"""Flask shop behind gunicorn: a failing view, a failing background config reload; started twice, second time with a missing setting."""
import os
from flask import Flask, request

app = Flask("orders")
app.config["PROPAGATE_EXCEPTIONS"] = True
STOCK = {"mug": 3, "cap": 0}
class OutOfStock(Exception):
    pass


class SettingMissing(Exception):
    pass


if os.environ.get("PROFILE") == "prod":
    try:
        LIMIT = int(os.environ["ORDER_LIMIT"])
    except KeyError as e:
        raise SettingMissing from e


@app.get("/health")
def health():
    return "ok, 0 errors\n"


@app.get("/errors/recent")
def recent():
    return "[]"


@app.get("/order/<item>")
def order(item):
    try:
        left = STOCK[item]
    except KeyError as e:
        raise LookupError("unknown item: %s" % item) from e
    if not left:
        raise OutOfStock("%s: 0 left (asked for %s)" % (item, request.args.get("n", 1)))
    return "thanks\n"
