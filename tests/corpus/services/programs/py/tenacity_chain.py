import tenacity, httpx, logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="time=%(asctime)s level=%(levelname)s logger=%(name)s msg=\"%(message)s\"")
log = logging.getLogger("fx")
@tenacity.retry(stop=tenacity.stop_after_attempt(3), before_sleep=tenacity.before_sleep_log(log, logging.WARNING))
def fx(): return httpx.get("http://127.0.0.1:9/rates").json()
for i in range(10): log.info("tick %d error=nil", i)
try: fx()
except tenacity.RetryError: log.exception("no rates today")
log.info("using yesterday's rates")
