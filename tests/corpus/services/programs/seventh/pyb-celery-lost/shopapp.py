"""Celery worker with prefork pool and an embedded beat; one task is killed from outside."""
import os
import signal
import time

from celery import Celery, signals
from celery.utils.log import get_task_logger

app = Celery("shopapp", broker="redis://127.0.0.1:7393/0", backend="redis://127.0.0.1:7393/1")
app.conf.update(task_acks_late=False, broker_connection_retry_on_startup=True, worker_hijack_root_logger=True,
                task_default_retry_delay=1, worker_cancel_long_running_tasks_on_connection_loss=True, task_time_limit=30)
app.conf.beat_schedule = {"beat": {"task": "shop.heartbeat", "schedule": 2.0}}
log = get_task_logger("shop")


class SmtpDown(Exception):
    pass


@app.task(name="shop.heartbeat", ignore_result=True)
def heartbeat():
    log.info("alive, errors=0")


@app.task(name="shop.mail", bind=True, max_retries=1)
def mail(self, to):
    try:
        raise OSError(111, "Connection refused")
    except OSError as e:
        raise self.retry(exc=SmtpDown(f"mail to {to}"), countdown=1) from e


@app.task(name="shop.thumb")
def thumb(n):
    log.info("thumb %d: ERROR: 0", n)
    if n == 3:
        time.sleep(.3)
        os.kill(os.getpid(), signal.SIGKILL)
    return n


@app.task(name="shop.sum", throws=(KeyError,))
def total(d):
    return d["a"] + d["b"]


@signals.task_success.connect(sender=total)
def booked(sender=None, result=None, **kw):
    raise LookupError(f"ledger {result} not open")


if __name__ == "__main__":
    thumb.delay(1)
    time.sleep(.3)
    total.delay({"a": 1})
    mail.delay("pat at example dot org")
    time.sleep(2.5)
    thumb.delay(3)
    time.sleep(1.5)
    thumb.delay(4)
    total.delay({"a": 1, "b": 2})
    time.sleep(.5)
    time.sleep(4)
    thumb.delay(5)
    time.sleep(1)
