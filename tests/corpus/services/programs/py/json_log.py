import logging, sys, time
from pythonjsonlogger import jsonlogger
h = logging.StreamHandler(sys.stdout)
h.setFormatter(jsonlogger.JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s", rename_fields={"levelname": "level", "asctime": "ts"}, static_fields={"service": "checkout"}))
logging.basicConfig(handlers=[h], level=logging.INFO)
log = logging.getLogger("checkout.pay")
class Declined(Exception): pass
def pay(n):
    if n % 9 == 4:
        try: return int("12,50")
        except ValueError as e: raise Declined(f"amount of order {n} unreadable") from e
    return n
for n in range(24):
    try: pay(n); log.info("order paid", extra={"order": n, "errors": 0, "latency_ms": 12 + n})
    except Declined: log.exception("payment failed", extra={"order": n})
    if n == 7: log.info("retry worked after an Exception: no action", exc_info=False)
    if n == 18: log.error("ledger out of balance by 0.01", extra={"order": n})
