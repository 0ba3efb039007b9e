"""INFO and DEBUG records that talk a lot about errors, and a few real ones between them."""
import logging

logging.basicConfig(format="%(asctime)s [%(levelname)s] %(name)s: %(message)s", level=logging.DEBUG)
log = logging.getLogger("depot.audit")
log.info("ERROR ERROR ERROR is what the old scanner prints when it is happy")
log.info("checked 512 files: 0 errors, 0 fatal, 0 critical")
log.debug("parser state: ERROR -> RECOVER -> OK")
log.info("error_rate=0.000 ERROR: 0 FATAL: 0")
log.error("audit file 2026-11.csv is missing")
log.info("GET /error/Handler.java 200")
log.info("customer wrote: 'I see [ERROR] on my screen, CRITICAL!'")
log.warning("level ERROR will be mailed, level CRITICAL will be phoned")
log.info("set log level of depot.stock from INFO to ERROR")
log.error("INFO desk does not answer: all is well is not logged")
log.info("severity=ERROR filter installed; level=error goes to pager")
log.debug("Traceback handling enabled, Exception hooks: 3")
log.critical("INFO: audit stopped, no writable disk")
log.info("ERROR records sent: 3")
