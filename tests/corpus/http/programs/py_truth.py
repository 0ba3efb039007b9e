# Writes NAME.toml from what the client sent and got (NAME.sent, see py_load.py) and NAME.log:
#   python py_truth.py NAME NAME.sent FOLDER
# What happened is known from the client. The log is searched only for where it stands: requests were sent one at a
# time, so their access lines stand in the same order, and an exception stands between two of them.
import json
import re
import sys
from http import HTTPStatus
from urllib.parse import unquote

name, sent, folder = sys.argv[1:]
log = open(f"{folder}/{name}.log", encoding="utf-8", newline="\n").read().split("\n")
sent = [json.loads(line) for line in open(sent)]

FLASK, DJANGO = "Flask 3.1.3, ", "Django 6.1.3, "
ABOUT = {
    "flask-dev": ("flask", "flask_app.py", FLASK + "Werkzeug 3.1.9, ", "Flask under Werkzeug's development server, coloured access lines"),
    "flask-dev-logging": ("flask", "flask_app.py", FLASK + "Werkzeug 3.1.9, ", "Flask under Werkzeug's development server, with logging.basicConfig"),
    "flask-gunicorn": ("gunicorn", "flask_app.py", FLASK + "gunicorn 27.0.1, ", "Flask under gunicorn, two workers, access lines below Flask's own records"),
    "gunicorn-wsgi": ("gunicorn", "wsgi_app.py", "gunicorn 27.0.1, ", "bare WSGI under gunicorn, which logs the exceptions itself; access lines end with microseconds"),
    "gunicorn-access": ("gunicorn", "wsgi_app.py", "gunicorn 27.0.1, ", "bare WSGI under gunicorn, which logs the exceptions itself; its default access lines"),
    "django-dev": ("django", "django_app.py", DJANGO, "Django's runserver with DEBUG and default logging: records without time or level"),
    "django-dev-nodebug": ("django", "django_app.py", DJANGO, "Django's runserver without DEBUG, django.request and django.server with time and level"),
    "django-gunicorn": ("django", "django_app.py", DJANGO + "gunicorn 27.0.1, ", "Django under gunicorn, two workers, django.request with time and level"),
    "uvicorn-fastapi": ("uvicorn", "asgi_app.py", "FastAPI 0.165.0, uvicorn 0.54.0, ", "FastAPI under uvicorn: the access line above the exception"),
    "http-server-py": ("http-server", "py_make.sh", "http.server, ", "python -m http.server: 404 and 501 in two lines each"),
}
construct, program, versions, about = ABOUT[name]

FAILING = (400, 401, 403, 500, 502, 503, 504)
HEALTH = "/health /healthz /ping /ready /alive /readiness /liveness /metrics /status /favicon.ico /robots.txt".split()
STATIC = ".js .css .ico .png .jpg .jpeg .gif .svg .woff .woff2 .ttf .eot .map .webp".split()


def hidden_by(method, path, status):
    if status in (404, 429):
        return str(status)
    if status not in FAILING:
        return None
    if method in ("HEAD", "OPTIONS"):
        return "methods"
    if path in HEALTH:
        return "health checks"
    return "static files" if path.endswith(tuple(STATIC)) else None


def bare(line):
    return re.sub("\x1b\\[[0-9;]*m", "", line)


def half_decoded(target):                              # as Werkzeug logs it: spaces and % stay encoded
    return unquote(target.replace("%20", "%2520"))


# where each request's access line is
def access_lines():
    at, places = 0, []
    for r in sent:
        texts = [f"{r['method']} {t} HTTP/1.1\"" for t in (r["target"], unquote(r["target"]), half_decoded(r["target"]))]
        found = next((i for i in range(at, len(log)) if any(t + f" {r['status']}" in bare(log[i]) for t in texts)), None)
        if found is None:
            sys.exit(f"{name}: no access line of {r}")
        places.append(found)
        at = found + 1
    return places


places = access_lines()
if sum(' HTTP/1.1"' in bare(line) for line in log) != len(sent):
    print(f"{name}: not as many access lines as requests", file=sys.stderr)
incidents, hidden = [], {}


def traceback(first, end):
    """Header's, first and last line and frames of the one traceback in log[first:end]."""
    starts = [i for i in range(first, end) if log[i] == "Traceback (most recent call last):"]
    if len(starts) != 1:
        sys.exit(f"{name}: {len(starts)} tracebacks in lines {first + 1} to {end}")
    last = next(i for i in range(starts[0] + 1, end) if not log[i].startswith(" "))
    files = [line for line in log[starts[0]:last] if line.startswith('  File "')]
    return starts[0] - 1, starts[0], last, files


for number, (r, place) in enumerate(zip(sent, places)):
    method, path, status = r["method"], r["path"], r["status"]
    if status != r["wanted"]:
        sys.exit(f"{name}: {r} answered otherwise")
    above = places[number - 1] + 1 if number else 0
    below = places[number + 1] if number + 1 < len(sent) else len(log)
    request = f'{{ method = "{method}", path = "{path}", status = {status}'
    if name == "gunicorn-wsgi":                        # the last field, in microseconds
        request += f", duration_ms = {int(log[place].split()[-1]) / 1000}"
    request += " }"
    told = False                                       # another incident has the request already
    if r["raises"]:
        kind, message, function = r["raises"]
        header, start, last, files = traceback(*((place, below) if construct == "uvicorn" else (above, place)))
        level = 'level      = "error"'
        record = re.search(r"(?:ERROR in app: |ERROR shop: |\[ERROR\] |ERROR django.request: |^ERROR: +)(.*)$", log[header])
        if log[last] != f"{kind}: {message}" or not files[-1].endswith(f" in {function}"):
            sys.exit(f"{name}: another exception at line {last + 1}")
        if bool(record) == (name == "django-dev"):
            sys.exit(f"{name}: what record is at line {header + 1}?")
        lines = [f"lines      = [{(header if record else start) + 1}, {last + 1}]", 'kind       = "exception"', 'language   = "python"']
        if record:
            lines.append(level)
        lines += [f'error_type = "{kind}"', f'message    = "{message}"']
        if record:
            lines.append("log_message = " + json.dumps(record[1]))
        lines += [f"frames     = {len(files)}", f'function   = "{function}"']
        if construct != "uvicorn":
            lines.append(f"request    = {request}")
            told = True
        incidents.append((header, lines))
    elif construct == "django" and name != "django-dev" and status >= 500:
        message = f"{HTTPStatus(status).phrase}: {path}"   # Django's own record, at level ERROR
        record = [i for i in range(above, place) if log[i].endswith(f" ERROR django.request: {message}")]
        if len(record) != 1:
            sys.exit(f"{name}: no record {message} above line {place + 1}")
        incidents.append((record[0], [f"lines      = [{record[0] + 1}, {record[0] + 1}]", 'kind       = "log_error"', 'level      = "error"',
                                      'error_type = "ERROR"', f'message    = "{message}"', f"request    = {request}"]))
        told = True
    if told:
        continue
    reason = hidden_by(method, path, status)
    if reason:
        hidden[reason] = hidden.get(reason, 0) + 1
    elif status in FAILING:
        incidents.append((place, [f"lines      = [{place + 1}, {place + 1}]", 'kind       = "http_error"', 'level      = "error"', 'error_type = "HTTPError"',
                                  f'message    = "{method} {path} returned HTTP {status}"', f"request    = {request}"]))

with open(f"{folder}/{name}.toml", "w") as out:
    print(f'construct = "{construct}"\nabout     = "{about}"\nmade_by   = "programs/{program}, {versions}CPython 3.12"', file=out)
    for _, lines in sorted(incidents):
        print("\n[[incident]]", *lines, sep="\n", file=out)
    if hidden:
        print("\n[hidden]", file=out)
        for reason in ("404", "429", "methods", "health checks", "static files"):
            if reason in hidden:
                print(f'"{reason}" = {hidden[reason]}', file=out)
print(f"{name}: {len(sent)} requests, {len(log)} lines, {len(incidents)} incidents, hidden {hidden}")
