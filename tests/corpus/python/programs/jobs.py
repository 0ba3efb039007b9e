"""Celery with a broker in memory. usage: jobs.py [eager]"""
import os
import threading
import time

from celery import Celery

from shop import store
from shop.errors import ShopError

app = Celery("jobs", broker="memory://", backend="cache+memory://")
app.conf.worker_redirect_stdouts = False


@app.task
def reserve(sku):
    store.reserve(sku, 5)


@app.task(bind=True, max_retries=1, default_retry_delay=0.2)
def flaky(self):
    try:
        raise ShopError("upstream busy")
    except ShopError as err:
        raise self.retry(exc=err)


@app.task
def chained():
    try:
        store.reserve("Z-9", 1)
    except KeyError as err:
        raise ShopError("unknown article") from err


def send():
    time.sleep(1.5)
    reserve.delay("A-100")
    time.sleep(0.5)
    chained.delay()
    time.sleep(0.5)
    flaky.delay()
    time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=send, daemon=True).start()
    app.Worker(loglevel="INFO", pool_cls="solo", hostname="worker1@shop", quiet=True, without_gossip=True,
               without_mingle=True, without_heartbeat=True).start()
