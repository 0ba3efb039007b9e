"""A WSGI application for gunicorn, and one that cannot be imported."""
import os

from shop import store

if os.environ.get("BREAK_START"):
    import shop.settings


def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path.startswith("/reserve/"):
        store.reserve(path.rsplit("/")[-1], 5)
    if path == "/hang":
        import time
        time.sleep(30)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"fine\n"]
