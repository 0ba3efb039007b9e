#!/bin/sh
# Runs the servers and writes their logs and the truth about them. Names of logs as arguments: only these.
# PyPI: flask 3.1.3 (werkzeug 3.1.9), gunicorn 27.0.1, django 6.1.3, fastapi 0.165.0 (starlette 1.10.0), uvicorn 0.54.0; CPython 3.12.1
set -eu
P=$(cd "$(dirname "$0")" && pwd); O=$(dirname "$P"); W=${WORK:-/srv/http-py}; ONLY=${*:-}; PORT=18800
PYTHON=${PYTHON:-python3.12}
mkdir -p "$W/shop" "$W/www/errors" "$W/www/static"; cp "$P"/*_app.py "$W/shop/"; cd "$W/shop"
[ -x "$W/venv/bin/python" ] || { "$PYTHON" -m venv "$W/venv"; "$W/venv/bin/pip" -q install flask gunicorn django fastapi uvicorn; }
PATH=$W/venv/bin:$PATH; export HOME="$W" PYTHONUNBUFFERED=1 LANG=C.UTF-8 TZ=UTC
echo ok > "$W/www/index.html"; echo ok > "$W/www/errors/500.html"; echo ok > "$W/www/static/app.js"
mkdir -p "$W/www/note\" HTTP"; echo ok > "$W/www/note\" HTTP/1.1\" 500"

# run NAME KIND SERVER...: the server's own output is the log; @ stands for the port
run() {
    name=$1; kind=$2; shift 2; PORT=$((PORT + 1))
    case " ${ONLY:-$name} " in *" $name "*) ;; *) return 0 ;; esac
    for word; do shift; set -- "$@" "$(printf %s "$word" | sed "s/@/$PORT/")"; done
    : > "$O/$name.log"; nice "$@" >> "$O/$name.log" 2>&1 & pid=$!
    python "$P/py_load.py" "$name" $PORT $kind > "$W/$name.sent"
    sleep 0.3; kill $pid; wait $pid || true
    python "$P/py_truth.py" "$name" "$W/$name.sent" "$O"
}
G="gunicorn -b 127.0.0.1:@ --access-logfile - --error-logfile -"
TIMED='%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s" %(D)s'
run flask-dev "" python flask_app.py @
run flask-dev-logging "" python flask_app.py @ logging
run flask-gunicorn "" $G -w 2 flask_app:app
run gunicorn-wsgi "" $G --access-logformat "$TIMED" wsgi_app:app
run gunicorn-access "" $G wsgi_app:app
run django-dev "" env DEBUG=1 python django_app.py runserver --noreload 127.0.0.1:@
run django-dev-nodebug "" env LOGGED=1 python django_app.py runserver --noreload 127.0.0.1:@
run django-gunicorn "" env LOGGED=1 $G -w 2 django_app:application
run uvicorn-fastapi "" uvicorn --port @ asgi_app:app
run http-server-py files python -m http.server --bind 127.0.0.1 --directory "$W/www" @
