"""Billing job with structlog's default development console."""
import decimal
import json

import structlog

log = structlog.get_logger("billing")


class RateMissing(Exception):
    """No rate for a currency."""


RATES = {"EUR": "1", "USD": "0,93"}


def rate(currency):
    try:
        return decimal.Decimal(RATES[currency])
    except KeyError:
        raise RateMissing(currency) from None
    except decimal.InvalidOperation as e:
        raise RateMissing(f"bad rate for {currency}: {RATES[currency]!r}") from e


def bill(invoice):
    amount = decimal.Decimal(invoice["amount"])
    return amount * rate(invoice["currency"])


def main():
    log.info("run started", invoices=3)
    done = 0
    for line in (
        '{"id": 71, "amount": "19.90", "currency": "EUR"}',
        '{"id": 72, "amount": "5.00", "currency": "USD"}',
        '{"id": 73, "amount": "5.00", "currency": "SEK"',
    ):
        bound = log.bind(line=len(line))
        try:
            invoice = json.loads(line)
            total = bill(invoice)
        except RateMissing:
            bound.exception("invoice not billed", invoice=invoice["id"])
        except json.JSONDecodeError as e:
            bound.error("unreadable invoice", reason=str(e))
        else:
            bound.info("billed", invoice=invoice["id"], total=str(total))
            done += 1
    log.info("run finished", done=done)


main()
