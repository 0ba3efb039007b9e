"""Polls an exchange-rate endpoint; gives up after some failures."""
import logging
import sys

import requests

logging.basicConfig(
    format="[%(asctime)s] %(levelname)s in %(module)s: %(message)s", level=logging.INFO
)
log = logging.getLogger("poller")


class GivingUp(Exception):
    pass


def poll(url):
    reply = requests.get(url, timeout=1)
    reply.raise_for_status()
    return reply.json()


def main():
    failures = 0
    while True:
        log.info("polling")
        try:
            poll("http://127.0.0.1:9/rates?base=EUR")
        except requests.ConnectionError:
            failures += 1
            log.exception("poll failed (%d of 2)", failures)
            if failures == 2:
                raise GivingUp("rates are stale\nlast good value: none")


main()
