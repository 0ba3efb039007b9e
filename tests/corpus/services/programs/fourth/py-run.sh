#!/bin/bash
# regenerates the logs; uses tornado apscheduler trio grpcio jsonschema sqlalchemy structlog gunicorn cherrypy honcho (PyPI), ts (moreutils)
cd /srv/blind4-py/shop
L=/srv/blind3-py/lib3.12; O=$(cd "$(dirname "$0")/../.." && pwd)
r() { v=$1; shift; lib=; case $v in 3.12) lib=$L;; 3.9) lib=/srv/blind3-py/lib3.9;; esac
  PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONHOME=/srv/blind4-py/py/$v PYTHONPATH=$lib nice timeout 15 /srv/blind4-py/py/$v/bin/python${v%%.*} "$@" 2>&1; }
r 3.12 tornado_api.py > $O/py-tornado-api.log &
r 3.12 aps_jobs.py > $O/py-apscheduler-jobs.log
r 3.12 trio_crawl.py > $O/py-trio-crawl.log
r 3.12 grpc_orders.py > $O/py-grpc-orders.log
r 3.9 schema_39.py > $O/py-jsonschema-39.log
r 3.12 sqla_import.py > $O/py-sqlalchemy-import.log
r 2.7 threads27.py | ts '[%Y-%m-%d %H:%M:%.S]' > $O/py-threads-27-ts.log
r 3.6 proc36.py > $O/py-process-36.log
r 3.13 task313.py > $O/py-asyncio-313.log
r 3.12 structlog_pay.py > $O/py-structlog-pay.log
r 3.10 fault310.py > $O/py-faulthandler-310.log
r 3.11 logerr311.py > $O/py-logging-error-311.log
r 3.12 cherry.py > $O/py-cherrypy.log
wait
# py-gunicorn-honcho.log: HOME=/srv/blind4-py python3.12 -m honcho start (with Procfile)
