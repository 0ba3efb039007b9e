import logging, sys
logging.basicConfig(level=logging.INFO, format="%(asctime)s [%(levelname)s] %(name)s: %(message)s")
log = logging.getLogger("geo")
def locate(n):
    if n == 5: log.info("lat %d lon %d", n, "east")
    else: log.info("located %d", n)
for n in range(12): locate(n)
try:
    import json
    json.loads('{"a": }')
except ValueError:
    log.critical("map index broken", exc_info=True)
log.info("flush"); log.info("end")
