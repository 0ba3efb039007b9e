#!/bin/sh
# starts gunicorn, asks a few things of it, stops it
PYTHONHOME=/opt/python3.12 PYTHONPATH=/srv/blind10-rsb/pylib:. nice /opt/python3.12/bin/python3.12 -m gunicorn -c frontdesk_conf.py frontdesk:app &
P=$!
sleep 3
for p in / /room/A1 /room/C3 '/room/B7?0' /slow /oom /room/A1; do curl -s -m 8 "http://127.0.0.1:18431$p" >/dev/null; sleep 0.3; done
sleep 1
kill -TERM $P; wait $P
