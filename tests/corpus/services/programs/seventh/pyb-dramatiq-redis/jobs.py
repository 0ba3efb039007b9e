"""Image and invoice jobs, run by `dramatiq jobs`."""
import logging
import random
import time

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import CurrentMessage, TimeLimitExceeded

broker = RedisBroker(url="redis://127.0.0.1:7391/2")
broker.add_middleware(CurrentMessage())
dramatiq.set_broker(broker)
log = logging.getLogger("jobs")


class RateTableMissing(dramatiq.DramatiqError):
    pass


class RemoteRefused(Exception):
    def __init__(self, code, body):
        super().__init__(code, body)
        self.code, self.body = code, body


@dramatiq.actor(max_retries=1, min_backoff=700, max_backoff=700)
def make_invoice(order, currency):
    log.info("invoice for order %s in %s, 0 errors so far", order, currency)
    try:
        rate = {"EUR": 1.0, "USD": 1.08}[currency]
    except KeyError as e:
        raise RateTableMissing("no rate for %s on 2026-11-20\n  known: EUR, USD" % currency) from e
    time.sleep(0.02)
    log.info("order %s: rate %.2f, error_rate=0", order, rate)


@dramatiq.actor(max_retries=0, time_limit=1200)
def render(path):
    log.info("rendering %s", path)
    t = time.time()
    while time.time() - t < 9:
        time.sleep(0.01)


@dramatiq.actor(max_retries=0, throws=(RemoteRefused,))
def push(path):
    log.debug("push %s", path)
    if "refused" in path:
        raise RemoteRefused(409, "Error: stale version")
    log.info("pushed %s: ERROR: 0, WARN: 0", path)


@dramatiq.actor(max_retries=0)
def fold(n):
    log.info("folding %d pages", n)
    assert n % 2 == 0, f"odd number of pages: {n}"
    log.info("folded")


if __name__ == "__main__":
    random.seed(7)
    for i in range(5):
        make_invoice.send(1000 + i, "EUR")
    push.send("/exports/2026/error/handler.csv")
    time.sleep(1)
    make_invoice.send(2001, "CHF")
    time.sleep(2)
    push.send("/exports/refused.csv")
    fold.send(8)
    time.sleep(.5)
    fold.send(7)
    time.sleep(.5)
    render.send("/exports/poster.pdf")
    time.sleep(3)
    make_invoice.send(2002, "USD")
    time.sleep(1)
