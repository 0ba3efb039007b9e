"""The shop's web server: each route answers with the status in its path. Asked by itself, then it ends.

Werkzeug prints an access line for each request to stderr; the client in it sends what it takes for a failure.
"""

import http.client
import logging
import threading

import flask
from aiops_sdk.integrations.flask import init_flask
from werkzeug.serving import make_server

# Method and target, in order: all statuses of the contract, and what it leaves out.
ASKED = [
    ("GET", "/answers/200"),
    ("GET", "/answers/400?order=7"),
    ("POST", "/answers/401"),
    ("GET", "/answers/403"),
    ("GET", "/answers/404"),
    ("GET", "/answers/405"),
    ("GET", "/answers/418"),
    ("GET", "/answers/429"),
    ("PUT", "/answers/500?order=7&courier=none"),
    ("GET", "/answers/501"),
    ("DELETE", "/answers/502"),
    ("GET", "/answers/503"),
    ("PATCH", "/answers/504"),
    ("HEAD", "/answers/500"),
    ("OPTIONS", "/answers/500"),
    ("GET", "/health"),
    ("GET", "/metrics?full=1"),
    ("GET", "/health/500"),
    ("GET", "/static/500.js"),
    ("GET", "/static/LOGO.PNG?v=3"),
    ("GET", "/static/500.json"),
]


def app():
    app = flask.Flask(__name__, static_folder=None)
    methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]

    @app.route("/answers/<int:status>", methods=methods, provide_automatic_options=False)
    def answer(status):
        return f"status {status}\n", status

    @app.route("/health")
    @app.route("/metrics")
    @app.route("/health/500")
    @app.route("/static/<path:name>")
    def fail(name=None):
        return "failed\n", 500

    init_flask(app)
    return app


def serve():
    logging.getLogger("werkzeug").setLevel(logging.INFO)
    # Bare lines, as the server prints them where nobody set up logging.
    handler = logging.StreamHandler()
    logging.getLogger("werkzeug").addHandler(handler)
    logging.getLogger("werkzeug").propagate = False
    server = make_server("127.0.0.1", 0, app())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for method, target in ASKED:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
        connection.request(method, target)
        connection.getresponse().read()
        connection.close()
    server.shutdown()
