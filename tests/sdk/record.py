#!/usr/bin/env python3
"""Records what the published client sends, and what the same program logs, into this folder.

The tests read only what is kept here; this script is for recording it anew:

    python3 -m pip install --target /srv/client aiops-sdk==0.1.6 flask
    python3 tests/sdk/record.py --client /srv/client --home /srv/shop/web --python PYTHON

`shop.py CASE` runs in --home against a receiver on loopback. For each case it leaves `CASE.log`, the program's
stderr, and `CASE.json`:

    {"case": ..., "log": "CASE.log", "client": ..., "path": ..., "headers": {...}, "bodies": [...]}

where `bodies` are what arrived at `path`, in order, as sent. Times are UTC, the host is called shop-1.
"""

import argparse
import json
import os
import pathlib
import queue
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = pathlib.Path(__file__).resolve().parent
CLIENT = "aiops-sdk 0.1.6"
INCIDENT = "/v1/sdk/exception"
HEARTBEAT = "/v1/sdk/heartbeat"

# How many incidents the client sends for each case.
CASES = {
    "uncaught": 1,
    "uncaught_without_message": 1,
    "uncaught_chain": 1,
    "uncaught_lines": 1,
    "uncaught_group": 1,
    "uncaught_builtin": 1,
    "error_record": 1,
    "critical_record": 1,
    "error_record_lines": 1,
    "error_record_with_exception": 1,
    "critical_record_with_chain": 1,
    "blank_record_with_exception": 0,
    "quiet_records": 0,
    "manual_capture": 1,
    "responses": 9,
    "heartbeat": 0,
}


class Receiver(BaseHTTPRequestHandler):
    """Notes what arrives, and accepts it."""

    seen = queue.Queue()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        wanted = ("Authorization", "Content-Type")
        headers = {name: self.headers[name] for name in wanted}
        self.seen.put((self.path, headers, json.loads(body)))
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def run(case, expected, url, options):
    """Runs one case; gives the program's stderr and what arrived."""
    environment = {
        "PYTHONPATH": options.client,
        "PYTHONDONTWRITEBYTECODE": "1",
        "TZ": "UTC",
        "PATH": os.environ["PATH"],
        "AIOPS_API_KEY": "test-key",
        "AIOPS_PLATFORM_URL": url,
        "AIOPS_SERVICE_NAME": "shop",
        "AIOPS_ENV": "staging",
        "AIOPS_SERVICE_BASE_URL": "https://shop.example.com",
    }
    if "PYTHONHOME" in os.environ:
        environment["PYTHONHOME"] = os.environ["PYTHONHOME"]
    script = str(pathlib.Path(options.home) / "shop.py")
    program = subprocess.Popen(
        [options.python, script, case],
        cwd=options.home,
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    arrived = []
    # The heartbeat at the start arrives whatever the case.
    for _ in range(expected + 1):
        arrived.append(Receiver.seen.get(timeout=30))
    _, log = program.communicate()
    while not Receiver.seen.empty():
        arrived.append(Receiver.seen.get())
    return log, arrived


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--client", required=True, help="folder that the client is installed in")
    parser.add_argument("--home", required=True, help="folder that the program runs in, as it stands in the traces")
    parser.add_argument("--python", default="python3", help="interpreter to run the program with")
    options = parser.parse_args()
    os.makedirs(options.home, exist_ok=True)
    for name in ("shop.py", "stock.py", "web.py"):
        shutil.copy(HERE / name, options.home)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    for case, expected in CASES.items():
        log, arrived = run(case, expected, url, options)
        path = HEARTBEAT if case == "heartbeat" else INCIDENT
        chosen = [(headers, body) for where, headers, body in arrived if where == path]
        record = {
            "case": case,
            "log": f"{case}.log",
            "client": CLIENT,
            "path": path,
            "headers": chosen[0][0] if chosen else None,
            "bodies": [body for _, body in chosen],
        }
        wanted = 1 if case == "heartbeat" else expected
        if len(chosen) != wanted:
            raise SystemExit(f"{case}: {wanted} expected, {len(chosen)} arrived: {log}")
        (HERE / f"{case}.log").write_text(log)
        (HERE / f"{case}.json").write_text(json.dumps(record, indent=2) + "\n")


main()
