import logging, sys, time, datetime
from apscheduler.schedulers.background import BackgroundScheduler
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(asctime)s.%(msecs)03d | %(levelname)-8s | %(name)s:%(lineno)d - %(message)s", datefmt="%Y-%m-%d %H:%M:%S")
log = logging.getLogger("tariffs")
def refresh():
    log.info("refresh: error_rate=0 failures=0")
    try:
        import decimal; decimal.Decimal("12,50")
    except ArithmeticError:
        raise RuntimeError("tariff feed unusable") 
def ok(): log.info("heartbeat ok (no exception)")
def lic():
    log.warning("licence server slow, will try again", exc_info=TimeoutError("no answer within 2s"))
s = BackgroundScheduler(timezone="UTC")
n = datetime.datetime.now(datetime.timezone.utc)
for i, f in enumerate((ok, lic, refresh, ok)): s.add_job(f, "date", run_date=n + datetime.timedelta(seconds=.2*(i+1)))
s.start(); time.sleep(1.2)
log.critical("no tariffs loaded: shutting down")
s.shutdown()
