"""An ASGI application for uvicorn and a WSGI one for gunicorn, which log through the servers' own loggers."""
import logging


async def app(scope, receive, send):
    log = logging.getLogger("uvicorn.error")
    if scope["type"] == "lifespan":
        while True:
            event = await receive()
            await send({"type": event["type"] + ".complete"})
            if event["type"] == "lifespan.shutdown":
                return
    path = scope["path"]
    if path == "/pick/7":
        log.error("shelf 7 is empty, order 4711 cannot be filled")
    elif path == "/pick/8":
        log.critical("shelf 8 has fallen over")
    elif path == "/pick/9":
        log.warning("shelf 9 has only 2 items left, ERROR if it gets to 0")
    else:
        log.info("asked for %s, 0 errors", path)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": b"ok"})


def wsgi(environ, start_response):
    log = logging.getLogger("gunicorn.error")
    path = environ["PATH_INFO"]
    if path == "/pick/7":
        log.error("shelf 7 is empty, order 4711 cannot be filled")
    elif path == "/pick/8":
        log.critical("shelf 8 has fallen over")
    elif path == "/pick/9":
        log.warning("shelf 9 has only 2 items left, ERROR if it gets to 0")
    elif path == "/slow":
        import time
        time.sleep(30)
    else:
        log.info("asked for %s, 0 errors", path)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
