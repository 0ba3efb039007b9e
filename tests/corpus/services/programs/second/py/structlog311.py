"""matching engine with structlog's console renderer; Python 3.11"""
import structlog, sys, logging
structlog.configure(processors=[structlog.stdlib.add_log_level if False else structlog.processors.add_log_level, structlog.processors.StackInfoRenderer(), structlog.dev.set_exc_info,
  structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S"), structlog.dev.ConsoleRenderer(colors=len(sys.argv) > 1, exception_formatter=structlog.dev.plain_traceback)])
log = structlog.get_logger()
book = {"bids": [], "asks": []}
def place(side, qty, price):
    book[side].append((price, qty))
    assert qty > 0, f"quantity {qty} of {side} order"
for i in range(20):
    log.info("order placed", side="bids", qty=i + 1, price=100 - i, error=None); place("bids", i + 1, 100 - i)
try:
    place("asks", 0, 101)
except AssertionError:
    log.exception("order refused", side="asks", qty=0)
try:
    place("offers", 1, 3)
except KeyError:
    log.info("unknown side ignored", side="offers", exc_info=True)
log.error("risk limit exceeded", trader="t7", limit=5000, used=5121)
log.warning("error budget fine", errors=0)
class Halt(SystemError): pass
raise Halt("trading halted") 
