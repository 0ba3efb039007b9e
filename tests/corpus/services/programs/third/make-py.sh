#!/bin/sh
# Needs PyPI: gunicorn flask huey structlog pydantic twisted honcho absl-py trio sqlalchemy tornado cherrypy colorlog grpcio apscheduler
# (pip --target /srv/blind3-py/lib3.12); CPython 2.7 3.6 3.9 3.12 3.13; Debian: bsdutils (logger), curl.
# /srv/blind3-py/py VERSION ... runs that interpreter with its library folder.
# With names as arguments only these are made.
set -eu
out=/srv/blind3-py/out
py=/srv/blind3-py/py
mkdir -p "$out"
cd /srv/blind3-py/p
only=" $* "
want() { [ "$only" = "  " ] || case $only in *" $1 "*) ;; *) return 1 ;; esac; }
plain() { if want "$1"; then timeout 30 "$py" "$2" -u "$1.py" >"$out/$1.log" 2>&1 || true; fi; }
for n in py-huey-thumbs py-structlog-intake py-twisted-relay py-absl-ledger py-trio-fetchers py-sqlalchemy-invoice py-tornado-cart \
    py-cherrypy-shop py-grpc-quotes py-wsgiref-guest py-apscheduler-report py-quiet-day; do plain $n 3.12; done
plain py-plugins36 3.6
plain py-pool-thumb 3.9
if want py-colorlog-sensor; then
    # by a parent that adds no "Segmentation fault" of its own
    "$py" 3.12 -c 'import subprocess, sys
subprocess.run(["/srv/blind3-py/py", "3.12", "-u", "py-colorlog-sensor.py"], stdout=sys.stdout, stderr=sys.stdout)' >"$out/py-colorlog-sensor.log" 2>&1
fi
if want py-logger-stock27; then
    # a listener that takes logger's datagrams and drops them
    "$py" 3.12 -c 'import socket, os, time
p = "/srv/blind3-py/log.sock"
os.path.exists(p) and os.unlink(p)
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(p); s.settimeout(3)
try:
    while s.recv(65536): pass
except OSError: pass' &
    sleep 1
    (timeout 20 "$py" 2.7 -u py-logger-stock27.py 2>&1 || true) |
        logger -s -u /srv/blind3-py/log.sock --socket-errors=off -t stock -p user.info 2>"$out/py-logger-stock27.log"
    wait
fi
if want py-honcho-shop; then
    (cd procfile; timeout 20 "$py" 3.12 -m honcho start >"$out/py-honcho-shop.log" 2>&1 || true)
fi
want py-gunicorn-orders || exit 0
g="-b 127.0.0.1:8796 --access-logfile - --no-control-socket"
mkdir -p orders && cp py-gunicorn-orders.py orders/orders.py
(
    cd orders
    timeout 9 "$py" 3.12 -m gunicorn $g orders:app &
    pid=$!
    sleep 2.5
    for p in health errors/recent order/mug order/mug?n=2 health health order/scarf health order/mug health order/cap?n=5 health errors/recent order/mug health health order/mug health; do
        curl -s -o /dev/null "http://127.0.0.1:8796/$p" || true
    done
    sleep 0.5
    kill $pid
    wait $pid || true
    PROFILE=prod timeout 9 "$py" 3.12 -m gunicorn $g orders:app || true
) >"$out/py-gunicorn-orders.log" 2>&1
