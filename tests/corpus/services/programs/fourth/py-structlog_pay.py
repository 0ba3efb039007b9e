import structlog, sys, decimal
structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S"), structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)], logger_factory=structlog.PrintLoggerFactory())
log = structlog.get_logger()
def pay(n):
    try: return decimal.Decimal("1" if n != 6 else "12,50")
    except decimal.InvalidOperation as e: raise ValueError("amount of order %d" % n) from e
for n in range(24):
    log.info("pay", order=n, error=None, fatal=False)
    try: pay(n)
    except ValueError: log.exception("payment failed", order=n)
    if n == 12: log.warning("card slow", err="timeout ERROR 0")
    if n == 15:
        try: {}["token"]
        except KeyError: log.warning("token not cached, will try again", exc_info=True)
    if n == 18: log.critical("ledger out of balance", diff=3)
log.info("done")
