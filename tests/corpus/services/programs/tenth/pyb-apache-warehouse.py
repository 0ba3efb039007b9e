"""Warehouse stock levels, served by Apache and mod_wsgi (see pyb-apache-warehouse.conf)."""
import json
import os
import sqlite3
import sys

DB = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stock.db")


class StockError(Exception):
    pass


def connect():
    return sqlite3.connect("file:%s?mode=ro" % DB, uri=True)


def level(sku):
    try:
        with connect() as db:
            row = db.execute("select amount from stock where sku = ?", (sku,)).fetchone()
    except sqlite3.Error as exc:
        raise StockError("cannot read the level of %s" % sku) from exc
    return row[0] if row else 0


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/health":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ok\n"]
    sku = path.rpartition("/")[2]
    print("looking up %s" % sku, file=sys.stderr)
    body = json.dumps({"sku": sku, "amount": level(sku)}).encode()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [body]
