"""The truth of one log: truth.py NAME OUT reads NAME.log and NAME.json (of load.py) and writes OUT/NAME.toml.

Which line belongs to which request is told by their order alone, and the status is what the client was answered; of the
line itself only the duration is read, at its place. Every line is then held against its request, to be sure.
"""
import json, os, re, sys

name, out = sys.argv[1], sys.argv[2]
records = json.load(open(name + ".json"))
lines = open(name + ".log", encoding="utf-8", errors="surrogateescape", newline="\n").read().split("\n")
assert lines.pop() == ""
server = "morgan" if name.startswith("node-") else name.split("-")[0]

ABOUT = {
    "nginx-combined": ("nginx's combined format, before a Python upstream", "nginx.conf, nginx 1.22"),
    "nginx-vhost": ("combined with host and port in front, before a Python upstream", "nginx.conf, nginx 1.22"),
    "nginx-timed": ("combined with request and upstream time in seconds at the end", "nginx.conf, nginx 1.22"),
    "nginx-timed-named": ("combined with rt=, uct= and urt= at the end, clients over IPv6", "nginx.conf, nginx 1.22"),
    "apache-common": ("Apache's common format with %b, before a Python upstream", "apache.conf, apache2 2.4.71"),
    "apache-combined": ("Debian's combined format of Apache (with %O), before a Python upstream", "apache.conf, apache2 2.4.71"),
    "apache-vhost": ("Debian's vhost_combined format of Apache", "apache.conf, apache2 2.4.71"),
    "apache-timed": ("combined with %D (microseconds) at the end, clients over IPv6", "apache.conf, apache2 2.4.71"),
    "haproxy-http": ("HAProxy's option httplog, raw", "haproxy.cfg, haproxy 2.6.12"),
    "haproxy-syslog": ("HAProxy's option httplog with captured headers, written by rsyslog", "haproxy.cfg, haproxy 2.6.12 and rsyslog 8.2302"),
    "node-morgan-combined": ("express with morgan's combined format", "node_app.js, morgan 1.12.1"),
    "node-morgan-combined-1.10": ("express with morgan's combined format, of a release that escapes nothing", "node_app.js, morgan 1.10.0"),
    "node-morgan-common": ("express with morgan's common format", "node_app.js, morgan 1.12.1"),
    "node-morgan-dev": ("express with morgan's dev format, with its colours", "node_app.js, morgan 1.12.1"),
    "node-morgan-short": ("express with morgan's short format", "node_app.js, morgan 1.12.1"),
    "node-morgan-tiny": ("express with morgan's tiny format", "node_app.js, morgan 1.12.1"),
    "rails-dev": ("a Rails application in development, exceptions with their traces", "rails_app.rb dev, Rails 6.1.7.10"),
    "rails-tagged": ("a Rails application in production with config.log_tags = [:request_id]", "rails_app.rb tagged, Rails 6.1.7.10"),
    "rails-prod": ("the same with Ruby's Logger::Formatter, as Rails' production.rb sets it", "rails_app.rb prod, Rails 6.1.7.10"),
}
# What leaves no access line. (/nowhere has no route: Rails prints Started and a trace, and no Completed.)
UNLOGGED = {
    "nginx": ["empty"],
    "apache": ["empty"],
    "haproxy": [],
    "morgan": ["empty", "quoted", "garbage", "tls", "nohost"],
    "rails": ["empty", "quoted", "garbage", "tls", "percent"],
}[server]
HEALTH = "/health /healthz /ping /ready /alive /readiness /liveness /metrics /status /favicon.ico /robots.txt".split()
STATIC = tuple(".js .css .ico .png .jpg .jpeg .gif .svg .woff .woff2 .ttf .eot .map .webp".split())


def duration(line):
    """What the line says of the time it took, in milliseconds; None where it says nothing."""
    if name == "nginx-timed":
        return float(line.split()[-2]) * 1000
    if name == "nginx-timed-named":
        return float(line.split(" rt=")[-1].split()[0]) * 1000
    if name == "apache-timed":
        return int(line.split()[-1]) / 1000
    if server == "haproxy":
        words = line.split("haproxy[")[-1].split()  # [pid]:, client, date, frontend, backend/server, timers
        return float(words[4 + (name == "haproxy-syslog")].split("/")[4])
    if name in ("node-morgan-short", "node-morgan-tiny"):
        return float(line.split()[-2])
    if name == "node-morgan-dev":
        return float(line.split()[-4])
    if server == "rails":
        return float(re.search(r" in (\d+)ms", line)[1])
    return None


def places():
    """(first line, last line, record) of each request that has a line, 0-based."""
    logged = [r for r in records if r["kind"] not in UNLOGGED]
    if server != "rails":
        assert len(logged) == len(lines), (name, len(logged), len(lines))
        return [(i, i, r) for i, r in enumerate(logged)]
    bare = [re.sub(r"^(\w, \[\S+ #\d+\] +\w+ -- : )?(\[[0-9a-f-]{36}\] )?", "", line) for line in lines]
    starts = [i for i, line in enumerate(bare) if line.startswith("Started ")]
    assert len(starts) == len(logged), (name, len(logged), len(starts))
    found = []
    for start, end, r in zip(starts, starts[1:] + [len(lines)], logged):
        done = [i for i in range(start, end) if bare[i].startswith("Completed ")]
        assert len(done) == (r["path"] != "/nowhere"), (name, r, done)
        if done:
            found.append((start, done[0], r))
    return found


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


incidents, hidden = [], {}
for first, last, r in places():
    method, path, status = r["method"], r["path"], r["status"]
    if server == "haproxy" and r["kind"] == "http09":
        method = path = None  # HAProxy writes <BADREQ>
    if server == "haproxy" and r["kind"] == "empty":
        status = 400  # nobody is there to be answered; HAProxy logs its 400 all the same
    if status is None:  # abandoned, or a 408 without an answer
        assert r["kind"] in ("abandoned", "partial"), r
        continue
    # a check of the order, nothing more
    assert re.search(r"(?<!\d)%d(?!\d)" % status, lines[last]), (name, first, r, lines[last])
    if path is not None:
        assert method in lines[first] and r["target"].replace("token=abc", "") in lines[first].replace("token=abc", "").replace(
            "token=[FILTERED]", ""), (name, first, r, lines[first])
    if status in (404, 429):
        hidden[str(status)] = hidden.get(str(status), 0) + 1
        continue
    if status not in (400, 401, 403, 500, 502, 503, 504):
        continue
    reason = None
    if path is not None:
        if method in ("HEAD", "OPTIONS"):
            reason = "methods"
        elif path in HEALTH:
            reason = "health checks"
        elif path.lower().endswith(STATIC):
            reason = "static files"
    if reason:
        hidden[reason] = hidden.get(reason, 0) + 1
        continue
    request = [f"status = {status}"] if path is None else [f"method = {quoted(method)}", f"path = {quoted(path)}", f"status = {status}"]
    ms = duration(lines[last])
    if ms is not None:
        request.append(f"duration_ms = {round(ms, 3)}")
    message = f"HTTP {status}" if path is None else f"{method} {path} returned HTTP {status}"
    incidents.append(f"""
[[incident]]
lines      = [{first + 1}, {last + 1}]
kind       = "http_error"
level      = "error"
error_type = "HTTPError"
message    = {quoted(message)}
request    = {{ {", ".join(request)} }}
""")

about, made_by = ABOUT[name]
with open(os.path.join(out, name + ".toml"), "w") as f:
    f.write(f'construct = "{server}"\nabout     = "{about}"\nmade_by   = "programs/{made_by}"\n')
    f.write("".join(incidents))
    f.write("\n[hidden]\n")
    for reason in ("404", "429", "methods", "health checks", "static files"):
        if reason in hidden:
            f.write(f'"{reason}" = {hidden[reason]}\n')
print(name, len(incidents), "incidents", hidden)
