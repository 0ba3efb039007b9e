"""Records with further lines: indented, not indented, blank lines between, a table. usage: pymulti.py indented|plain|blank|table|json"""
import json
import logging
import sys

logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.DEBUG, stream=sys.stdout)
log = logging.getLogger("depot.report")
what = sys.argv[1]

log.info("nightly report begins")
if what == "indented":
    log.info("docks:\n  1 open\n  2 open\n  3 closed")
    log.error("three parcels were refused:\n    88: no label\n    91: too heavy\n  102: no such street")
    log.info("report goes on")
    log.error("refused by customs:\n\tparcel 120\n\tparcel 121")
elif what == "plain":
    log.info("config read:\ndocks=3\non_error=stop\nERROR_MAIL=none")
    log.error("label printer answered:\nprinter: not ready\nprinter: paper out\n(code 17)")
    log.warning("printer is asked again\nin 30 seconds")
    log.error("label printer answered:\nprinter: not ready")
    log.error("two in a row")
elif what == "blank":
    log.error("mail server said:\n\n550 no such mailbox\n\n  closing connection")
    log.info("next mail")
    log.error("mail server said:\n421 try later")
elif what == "table":
    log.error("stock differs:\n  shelf | counted | booked\n  ------+---------+-------\n      3 |      12 |     14\n      7 |       0 |      1\n  2 rows")
    log.info("stock table:\n  shelf | ERROR | WARN\n      3 |     0 |    1")
elif what == "json":
    log.error("carrier refused the order: %s", json.dumps({"code": 42, "reason": "no such street", "fields": ["street", "zip"]}, indent=2))
    log.info("carrier accepted the order: %s", json.dumps({"error": None, "errors": [], "level": "ERROR"}, indent=2))
log.info("nightly report ends")
