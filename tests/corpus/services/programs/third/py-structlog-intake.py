"""structlog's console renderer (no colours): intake of partner orders, validated by pydantic; plain tracebacks and an error record without one."""
import sys
import structlog
from pydantic import BaseModel, Field

structlog.configure(processors=[
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True),
    structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)],
    logger_factory=structlog.PrintLoggerFactory(sys.stdout))
log = structlog.get_logger()


class Line(BaseModel):
    sku: str = Field(min_length=3)
    count: int = Field(gt=0)


class Order(BaseModel):
    id: int
    lines: list[Line]


def take(raw):
    order = Order.model_validate(raw)
    log.info("order taken", id=order.id, lines=len(order.lines), errors=0)
    return order


log.info("intake started", partner="north", error_policy="strict")
for i in range(9):
    take({"id": 100 + i, "lines": [{"sku": "mug-%d" % i, "count": i + 1}]})
log.warning("slow partner", error_rate=0.0, last="exception-free")
try:
    take({"id": "x7", "lines": [{"sku": "m", "count": 0}]})
except ValueError:
    log.exception("order refused", partner="north", position=9)
for i in range(6):
    take({"id": 200 + i, "lines": []})
log.error("partner quota exceeded", partner="north", quota=15)
for i in range(4):
    take({"id": 300 + i, "lines": []})
try:
    take({"id": 17, "lines": [{"sku": "cap", "count": 2}]}).lines[1]
except IndexError:
    log.critical("order book inconsistent", exc_info=True)
log.info("intake stopped", failed=2, traceback=False)
