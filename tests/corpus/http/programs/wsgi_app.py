# The order shop as a bare WSGI application, for gunicorn: its handlers' exceptions reach gunicorn itself.
import time
from http import HTTPStatus

FAILING = {"/refuse": 403, "/login": 401, "/bad": 400, "/gone": 404, "/busy": 503, "/gateway": 502, "/late": 504,
           "/many": 429, "/teapot": 418, "/health": 503, "/health/deep": 503, "/static/app.js": 500,
           "/report.json": 500}


def reserve(item):
    raise ValueError(f"no stock of item {item}")


def fill(order):
    return reserve(order["item"])


def charge(order_id):
    return {"open": 1}[f"order-{order_id}"]


def status_of(method, path):
    if path in ("/boom", "/static/broken.css"):
        fill({"item": 7})
    if path.startswith("/orders/") and path.endswith("/pay") and method == "POST":
        charge(path.split("/")[2])
    if path == "/slow":
        time.sleep(0.3)
    if path in FAILING:
        return FAILING[path]
    if method == "PUT":
        return 405
    fine = path in ("/", "/slow", "/search", "/errors/500.html") or path.startswith(("/orders/", "/note/"))
    return 200 if fine else 404


def app(environ, start_response):
    status = HTTPStatus(status_of(environ["REQUEST_METHOD"], environ["PATH_INFO"]))
    body = f"{status.phrase}\n".encode()
    start_response(f"{status.value} {status.phrase}", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
