"""order router: handles every failure, logs traces at DEBUG, INFO and WARNING on purpose; Python 3.13"""
import logging, random, sys
random.seed(9)
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(asctime)s %(levelname)-7s %(name)s [%(threadName)s] %(message)s")
log = logging.getLogger("router.errors")
def send(i):
    if i % 17 == 3: raise TimeoutError(f"venue {i} slow")
    if i % 29 == 5: {}["route"]
for i in range(150):
    log.info("order %d routed, error_rate=%.1f, errors=[], path=/error/%d/Traceback.txt", i, 0.0, i)
    try: send(i)
    except TimeoutError: log.warning("retrying order %d (0 errors)", i, exc_info=True)
    except KeyError as e: log.debug("no special route for %d", i, exc_info=e)
    if i % 40 == 1: log.info("ERROR and CRITICAL counters reset; exceptions: none; panicked threads: 0")
    if i % 50 == 2: log.info("stack on demand", stack_info=True)
log.info("Exceptions seen: TimeoutError: 9, KeyError: 5 (all handled)")
