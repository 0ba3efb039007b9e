#!/bin/sh
# PyPI (pip --target /srv/blind/libNNN): requests sqlalchemy flask pydantic celery pandas numpy django structlog loguru
# python-json-logger pyyaml jinja2 tenacity httpx aiohttp lxml apscheduler gunicorn honcho (3.12); requests tornado Twisted (3.9); click (3.6); trio pydantic typer (3.13)
# Debian: moreutils (ts)
set -eu
O=$(cd "$(dirname "$0")/.." && pwd); A=/srv/blind/app; mkdir -p $A; cp $O/programs/py/* $A/; cd $A
py() { v=$1; l=$2; shift 2; env -i PATH=/opt/python$v/bin:/usr/bin:/bin LANG=C.UTF-8 HOME=$A PYTHONHOME=/opt/python$v PYTHONPATH=/srv/blind/$l sh -c 'sh -c "exec nice timeout 60 \"\$@\" 2>&1" sh "$@"; exit 0' sh /opt/python$v/bin/python$v "$@" 2>/dev/null; }
want() { [ -z "${ONLY:-}" ] || [ "$ONLY" = "$1" ]; }
run() { n=$1; shift; if want "$n"; then py "$@" > $O/$n.log; fi; }
run py-webshop-flask-312 3.12 lib312 webshop_flask.py
run py-etl-pandas-312 3.12 lib312 etl_pandas.py
rm -rf mq; run py-celery-worker-312 3.12 lib312 -m celery -A tasks_celery worker --pool=solo -l info --without-gossip --without-mingle --without-heartbeat -n w@node
run py-trio-nursery-313 3.13 lib313 trio_nursery.py
run py-aiohttp-server-312 3.12 lib312 api_aiohttp.py
if want py-requests-ts-39; then py 3.9 lib39 fetch_requests.py | ts '[%Y-%m-%d %H:%M:%S]' > $O/py-requests-ts-39.log; fi
run py-django-request-312 3.12 lib312 shop_django.py
run py-click-cli-36 3.6 lib36 cli_click.py scale --ratio 0
run py-thread-queue-27 2.7 lib27 py27_worker.py
run py-mp-pool-38 3.8 lib38 pool_mp.py
run py-broken-pool-37 3.7 lib37 broken_pool.py
run py-segv-ctypes-311 3.11 lib311 segv_ctypes.py
run py-recursion-json-39 3.9 lib39 deep_json.py
run py-json-lines-312 3.12 lib312 json_log.py
run py-structlog-colour-312 3.12 lib312 structlog_app.py
run py-loguru-diagnose-312 3.12 lib312 loguru_app.py
run py-typer-rich-313 3.13 lib313 typer_rich.py 4
run py-excepthook-game-310 3.10 lib310 excepthook_log.py
run py-levels-39 3.9 lib39 levels.py
run py-unittest-312 3.12 lib312 test_cart.py
run py-pydantic-consumer-313 3.13 lib313 order_pydantic.py
run py-tornado-39 3.9 lib39 tornado_app.py
run py-twisted-39 3.9 lib39 twisted_app.py
run py-ignored-del-38 3.8 lib38 ignored.py
run py-subprocess-backup-36 3.6 lib36 parent.py
run py-apscheduler-lxml-312 3.12 lib312 sched.py
run py-sigint-batch-310 3.10 lib310 batch_sigint.py
run py-plugins-syntax-312 3.12 lib312 plugin_load.py
run py-tenacity-logfmt-312 3.12 lib312 tenacity_chain.py
run py-honcho-312 3.12 lib312 -m honcho start --no-colour
run calm-py-37 3.7 lib37 calm.py
if want py-gunicorn-jinja-312; then
(sleep 3; for u in / / /invoice / /invoice /; do curl -s http://127.0.0.1:8933$u >/dev/null || true; done; sleep 1; kill "$(cat g.pid)") &
py 3.12 lib312 -m gunicorn -b 127.0.0.1:8933 -p g.pid --access-logfile - wsgi:app > $O/py-gunicorn-jinja-312.log
wait
fi
if want calm-py-gunicorn; then
(sleep 3; for u in / /error/500.html /static/Exception.js "/?error=1&trace=Traceback"; do curl -s "http://127.0.0.1:8933$u" >/dev/null || true; done; sleep 1; kill "$(cat g.pid)") &
py 3.12 lib312 -m gunicorn -b 127.0.0.1:8933 -p g.pid --access-logfile - --log-level debug wsgi:app > $O/calm-py-gunicorn.log
wait
fi
