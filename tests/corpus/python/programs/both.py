"""Logs failures in step with its sibling (same second, same tenth), so that their lines mix."""
import logging
import sys
import time

from shop import store
from shop.errors import ShopError

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s %(name)s: %(message)s")
log = logging.getLogger(sys.argv[1])
for n in range(3):
    time.sleep(0.2 - time.time() % 0.2)
    log.info("job %d begins", n)
    try:
        store.reserve("A-100", 5 + n)
    except ShopError:
        log.exception("job %d failed", n)
    log.info("job %d ends", n)
time.sleep(0.5)
