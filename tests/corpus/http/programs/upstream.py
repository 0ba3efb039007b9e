"""The application behind nginx, Apache and HAProxy: upstream.py PORT. Answers as routes.json says."""
import http.server, json, os, sys, time

routes = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "routes.json")))


def status_of(method, path):
    if path in routes["answers"]:
        return routes["answers"][path]
    if not path.startswith("/orders/"):
        return 404
    if method == "POST" and path.endswith("/pay"):
        return 500
    return {"PUT": 503, "DELETE": 403}.get(method, 200)


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        path = self.path.split("?")[0]
        time.sleep(routes["waits"].get(path, 0))
        if path == "/gateway/cut":  # the connection ends before any answer
            self.close_connection = True
            return
        status = status_of(self.command, path)
        body = b"" if path in routes["bodiless"] else b"answer %d of the shop\n" % status
        try:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            pass  # whoever asked has given up

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_OPTIONS = answer

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
