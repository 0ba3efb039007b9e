"""http.server / socketserver: 'Exception happened during processing of request'."""
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

from shop import store


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/ok":
            store.reserve(self.path.rsplit("/")[-1], 5)
        self.send_response(200)
        self.end_headers()


HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
