import logging, sys, traceback
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
log = logging.getLogger("import.catalog")
log.info("no exceptions found in the last 24 h"); log.info("0 errors, 0 failures"); log.debug("error_rate=0.0 panic_mode=off fatal=0")
log.info("GET /error/Handler.java HTTP/1.1 200"); log.info("ERROR: 0, WARN: 2"); log.warning("field 'Error' is empty in row 7")
for i in range(20): log.info("row %d: status=ok errors=[] exception=None last_error=null", i)
try: int("x")
except ValueError: log.info("row 21 has no number, taken as 0 (expected)", exc_info=True)
try: {}["k"]
except KeyError as e: log.debug("cache miss: %r", e, exc_info=True)
log.info("Exception list: KeyError, ValueError, TypeError (all handled)")
log.info("thread 'main' asked: panicked at least once? no"); log.info("finished: Traceback count = 0")
