import sys, time, logging
from loguru import logger
from apscheduler.schedulers.background import BackgroundScheduler
class Intercept(logging.Handler):
    def emit(self, r):
        logger.opt(depth=6, exception=r.exc_info).log(r.levelname, r.getMessage())
logging.basicConfig(handlers=[Intercept()], level=logging.INFO, force=True)
n = 0
def poll():
    global n; n += 1
    logger.info("poll {}: 0 errors, failed=0", n)
    if n == 3:
        rates = {"eur": 1}
        return rates["chf"]
    if n == 5:
        with logger.catch(message="poll degraded"):
            int("12 EUR")
    if n == 7:
        try:
            raise ConnectionResetError(104, "Connection reset by peer")
        except OSError:
            logger.opt(exception=True).warning("upstream reset, retrying at the next poll")
    if n == 8:
        logger.critical("poll budget used up")
@logger.catch(reraise=True)
def close(path):
    with open(path) as f:
        return f.read()
s = BackgroundScheduler(); s.add_job(poll, "interval", seconds=0.1, id="poll", max_instances=1); s.start()
time.sleep(1.05)
s.shutdown()
logger.success("jobs done, last error: None")
raise SystemExit("0 jobs left, exit without error")
