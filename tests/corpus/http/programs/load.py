"""The client: load.py SERVER HOST PORT SEED RECORDS. Sends one request after the other and writes what it sent and got.

RECORDS is a JSON list of {kind, method, path, target, status}: kind "http" or the name of a raw request below; path is
target without its query, null where what was sent has no method and path; status is what the client was answered,
null where it did not wait for an answer.
"""
import base64, http.client, json, random, socket, sys, time

server, host, port, seed, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
rng = random.Random(seed)
FORGED = 'x" 500 12 "GET /forged HTTP/1.1" 500'
AGENTS = ["curl/7.88.1", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "shop-client/2.4 (+500)"]
basic = lambda user: {"Authorization": "Basic " + base64.b64encode(f"{user}:wrong".encode()).decode()}


def number():
    return rng.randrange(1000, 99999)


# What every server gets, as (method, target, headers).
plan = [("GET", p, {}) for p in (
    "/boom /boom /boom?token=abc&q=1 /refuse /refuse /login /bad /gone /gone /busy /busy /gateway /late /many /teapot /slow "
    "/slowfail /hollow /health /ready /status /robots.txt /favicon.ico /health/disk /healthz/ /static/app.js /static/app.js?v=3 "
    "/img/logo.PNG /static/many.css /app.js/boom /created /empty /moved /same /never /stale /large /nobuild /errors/500.html "
    "/search?q=%22%20500%20- /search?q=Completed%20500%20Internal%20Server%20Error%20in%203ms "
    "/orders/7%22%20HTTP/1.1%22%20500 /boom?next=/health").split()]
plan += [(m, p, {}) for m, p in [("HEAD", "/boom"), ("OPTIONS", "/boom"), ("HEAD", "/gone"), ("HEAD", "/health"),
                                ("HEAD", "/teapot"), ("POST", "/login")]]
plan += [("POST", f"/orders/{number()}/pay", {}) for _ in range(3)]
plan += [("PUT", f"/orders/{number()}", {}), ("DELETE", f"/orders/{number()}?force=1", {})]
plan += [("GET", f"/orders/{number()}", {"User-Agent": FORGED}), ("GET", f"/orders/{number()}", {"Referer": FORGED})]
plan += [("GET", "/boom", {"User-Agent": FORGED.replace("500", "200")}), ("GET", "/boom", {**basic("clerk"), "User-Agent": ""})]
plan += [("GET", "/refuse", basic("jo anne")), ("GET", f"/orders/{number()}", basic('x" 500'))]
plan += [("GET", f"/orders/{number()}" + rng.choice(["", "", "?page=500"]), {}) for _ in range(50)]
plan += [("POST", "/created", {}) for _ in range(4)] + [("GET", "/", {}) for _ in range(6)]
# Failures the server makes itself: see its configuration.
own = {
    "nginx": "/fixed/busy /fixed/refuse /fixed/gone /gateway/cut /gateway/down /late/real /login/basic",
    "apache": "/fixed/busy /fixed/refuse /fixed/gone /gateway/cut /gateway/down /late/real /login/basic",
    "haproxy": "/fixed/busy /fixed/refuse /fixed/many /gateway/cut /gateway/down /gateway/none /gateway/disabled /late/real",
}.get(server, "/nowhere")
plan += [("GET", p, basic("clerk") if p == "/login/basic" else {}) for p in own.split()]

# Requests written by hand: kind -> (bytes, method, path).
HOST = b"Host: shop.example.test\r\nConnection: close\r\n\r\n"
raw = {
    "quoted": (b'GET /a" 500 1 "b HTTP/1.1\r\n' + HOST, None, None),
    "garbage": (b'xyzzy 500 "GET / HTTP/1.1" 503\r\n\r\n', None, None),
    "tls": (bytes.fromhex("16030100a5010000a10303") + bytes(range(1, 40)) + b"\r\n\r\n", None, None),
    "nohost": (b"GET /nohost HTTP/1.1\r\nConnection: close\r\n\r\n", "GET", "/nohost"),
    "percent": (b"GET /pct%zz HTTP/1.1\r\n" + HOST, "GET", "/pct%zz"),
    "http10": (b"GET /boom HTTP/1.0\r\n\r\n", "GET", "/boom"),
    "http09": (b"GET /busy\r\n", "GET", "/busy"),  # an answer without a head
    "empty": (b"", None, None),  # nothing but a connection
    "partial": (b"GET /part", None, None),  # never finished: the server's patience ends
    "abandoned": (b"GET /slow HTTP/1.1\r\n" + HOST, "GET", "/slow"),  # the client leaves before the answer
}
if server in ("morgan", "rails"):
    del raw["partial"]  # a minute's patience
if server == "morgan":
    del raw["http09"]  # Node waits for more
plan += [(kind, None, {}) for kind in raw]
rng.shuffle(plan)


def source():
    return None if ":" in host else (f"127.0.0.{rng.randrange(1, 6)}", 0)


def send_raw(kind):
    data, method, path = raw[kind]
    with socket.create_connection((host, port), 10, source()) as s:
        s.sendall(data)
        if kind == "empty":
            s.shutdown(socket.SHUT_WR)
        got = b""
        if kind == "abandoned":
            time.sleep(0.05)
        else:
            try:
                while chunk := s.recv(65536):
                    got += chunk
            except OSError:
                pass
    time.sleep(0.4)  # time enough for the line to be written
    words = got.split(None, 2)  # "HTTP/1.1 500 ..." or, of upstream.py and the others, "answer 500 of the shop"
    return {"kind": kind, "method": method, "path": path, "target": path,
            "status": int(words[1]) if got.startswith((b"HTTP/", b"answer ")) else None}


def send(method, target, headers):
    c = http.client.HTTPConnection(host, port, 10, source_address=source())
    headers = {"Host": rng.choice(["shop.example.test", "pay.example.test"]), "User-Agent": rng.choice(AGENTS), **headers}
    c.request(method, target, headers=headers, body=b"n=1" if method in ("POST", "PUT") else None)
    answer = c.getresponse()
    answer.read()
    c.close()
    return {"kind": "http", "method": method, "path": target.split("?")[0], "target": target, "status": answer.status}


records = []
for method, target, headers in plan:
    records.append(send_raw(method) if target is None else send(method, target, headers))
    time.sleep(0.01)
json.dump(records, open(out, "w"), indent=0)
