#!/bin/bash
# a gunicorn, some requests, end
export PYTHONUNBUFFERED=1
P="/srv/blind4-py/py/3.12/bin/python3 -m gunicorn.app.wsgiapp -b 127.0.0.1:18737 --access-logfile - guni:app"
$P & p=$!
sleep 1.3
for u in a b boom c error Traceback boom2 d; do curl -s -o /dev/null http://127.0.0.1:18737/$u; done
kill $p; wait $p
