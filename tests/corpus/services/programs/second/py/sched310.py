"""apscheduler with jobs that fail; Python 3.10"""
import logging, sys, time, datetime
from apscheduler.schedulers.background import BackgroundScheduler
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)-5.5s [%(threadName)s] %(name)s %(message)s")
log = logging.getLogger("nightly")
n = 0
def rotate():
    global n; n += 1
    log.info("rotated /var/log/error.log to /var/log/error.log.%d, 0 errors", n)
def rates(currency):
    table = {"EUR": "1.0", "GBP": "n/a"}
    return float(table[currency])
s = BackgroundScheduler(timezone="UTC")
s.add_job(rotate, "interval", seconds=0.1, max_instances=1)
s.add_job(rates, "interval", seconds=0.25, args=["GBP"], id="rates-gbp", name="rates of GBP")
s.start(); time.sleep(0.85); s.shutdown()
log.info("scheduler done; ERROR budget untouched? no")
