# Sends requests to a server on loopback, one at a time, and writes what it sent and what it got, a line of JSON each:
#   python py_load.py NAME PORT [files] > NAME.sent      ("files": the server is http.server with the files of py_make.sh)
# `raises` is what the application raises on that route, as [type, message, function], `wanted` the status it should answer.
import http.client
import json
import random
import socket
import sys
import time

NAME, PORT, FILES = sys.argv[1], int(sys.argv[2]), "files" in sys.argv
FORGED = 'x" 500 12 "GET /forged HTTP/1.1" 500'
dice = random.Random(NAME)
ids = iter(dice.sample(range(10000, 99999), 200))
BOOM = ("ValueError", "no stock of item 7", "reserve")


def shop():
    yield from [("GET", "/boom", 500, BOOM)] * 2
    yield from (("GET", "/boom?token=abc&q=1", 500, BOOM), ("HEAD", "/boom", 500, BOOM), ("OPTIONS", "/boom", 500, BOOM),
                ("POST", "/boom", 500, BOOM), ("GET", "/static/broken.css", 500, BOOM))
    for _ in range(2):
        n = next(ids)
        yield "POST", f"/orders/{n}/pay", 500, ("KeyError", f"'order-{n}'", "charge")
    for path, status, times in (("/refuse", 403, 2), ("/login", 401, 1), ("/bad", 400, 2), ("/gone", 404, 1), ("/busy", 503, 2),
                                ("/gateway", 502, 1), ("/late", 504, 1), ("/many", 429, 1), ("/teapot", 418, 1),
                                ("/health", 503, 2), ("/health?full=1", 503, 1), ("/health/deep", 503, 1),
                                ("/static/app.js", 500, 1), ("/static/app.js?v=3", 500, 1), ("/report.json", 500, 1),
                                ("/refuse?next=%2Forders%2F5", 403, 1), ("/favicon.ico", 404, 1),
                                (f"/missing/{next(ids)}", 404, 1), ("/slow", 200, 2)):
        yield from [("GET", path, status, None)] * times
    yield from (("POST", "/login", 401, None), ("PUT", f"/orders/{next(ids)}", 405, None), ("HEAD", "/refuse", 403, None),
                ("OPTIONS", "/busy", 503, None), ("HEAD", "/health", 503, None), ("HEAD", "/gone", 404, None),
                ("HEAD", "/many", 429, None), ("HEAD", "/static/app.js", 500, None))
    yield from ok(f"/note/{next(ids)}%22%20HTTP/1.1%22%20500", "/errors/500.html", "/search?q=%22%20500%20-", "/")
    yield from ok(*(f"/orders/{next(ids)}" for _ in range(36)))


def files():
    yield from (("GET", f"/missing/{next(ids)}", 404, None), ("GET", "/gone", 404, None), ("HEAD", "/gone", 404, None),
                ("GET", "/favicon.ico", 404, None), ("POST", "/login", 501, None), ("PUT", f"/orders/{next(ids)}", 501, None),
                ("OPTIONS", "/", 501, None), ("HEAD", "/", 200, None))
    yield from ok("/errors/500.html", "/static/app.js", "/?q=%22%20500%20-", "/note%22%20HTTP/1.1%22%20500")
    yield from ok(*(f"/?order={next(ids)}" for _ in range(50)))


def ok(*paths):
    return (("GET", path, 200, None) for path in paths)


plan = list(files() if FILES else shop())
dice.shuffle(plan)
forged = dice.sample([i for i, (method, path, status, _) in enumerate(plan) if method == "GET" and status == 200], 2)

for _ in range(200):                                  # wait for the server
    try:
        socket.create_connection(("127.0.0.1", PORT)).close()
        break
    except OSError:
        time.sleep(0.05)
time.sleep(0.5)
for i, (method, target, wanted, raises) in enumerate(plan):
    client = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    client.request(method, target, headers={"User-Agent": FORGED if i in forged else "py_load/1.0"})
    answer = client.getresponse()
    answer.read()
    client.close()
    print(json.dumps({"method": method, "path": target.partition("?")[0], "target": target, "status": answer.status,
                      "wanted": wanted, "raises": raises, "forged": i in forged}))
    time.sleep(0.02)                                  # what is logged after the answer stands above the next request
