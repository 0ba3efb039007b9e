"""Delivers webhooks; structlog as it comes, with rich installed."""
import json
import sys

import structlog

log = structlog.get_logger("webhooks")


def parse(body):
    return json.loads(body)


def amount(event):
    return int(event["data"]["amount"])


def handle(source, body):
    bound = log.bind(source=source)
    try:
        event = parse(body)
        cents = amount(event)
    except (ValueError, KeyError):
        bound.exception("webhook rejected", size=len(body))
        return
    bound.info("webhook accepted", cents=cents)


def main():
    log.info("listening", port=8085)
    handle("pay", '{"type": "paid", "data": {"amount": "1250"}}')
    handle("pay", '{"type": "paid", "data": {}}')
    handle("crm", '{"type": "lead", ')
    log.error("signature mismatch", source="crm", attempts=3)
    log.info("bye")
    return 0


sys.exit(main())
