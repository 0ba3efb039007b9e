"""ASGI and WSGI applications that answer 200, 404 for /missing."""


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    status = 404 if scope["path"] == "/missing" else 200
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain"), (b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def wsgi(environ, start_response):
    start_response("404 Not Found" if environ["PATH_INFO"] == "/missing" else "200 OK", [("Content-Length", "0")])
    return [b""]
