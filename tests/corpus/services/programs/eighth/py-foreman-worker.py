import logging, sys, time
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)
log = logging.getLogger("worker")
class Poison(Exception):
    pass
def step(i):
    if i == 6:
        log.error("queue depth 900, limit 500")
    if i == 9:
        try:
            bytes.fromhex("zz")
        except ValueError:
            raise Poison(f"message {i} cannot be decoded")
for i in range(1, 20):
    time.sleep(0.12)
    log.info("message %d done, failed=0", i)
    step(i)
