"""Ordinary business of a depot with every look-alike of an error in its texts. usage: business.py FORMAT COUNT"""
import json
import logging
import sys
import warnings

fmt, count = sys.argv[1], int(sys.argv[2])
lines = [l.rstrip("\n") for l in open("lookalikes.txt")]
FORMATS = {
    "asctime": "%(asctime)s %(levelname)s %(name)s: %(message)s",
    "dashes": "%(asctime)s - %(name)s - %(levelname)s - %(message)s",
    "bracketed": "[%(asctime)s] [%(levelname)s] [%(threadName)s] %(message)s",
}
logging.basicConfig(format=FORMATS[fmt], level=logging.DEBUG, stream=sys.stderr)
logging.captureWarnings(True)
log = logging.getLogger("depot.stock")
levels = [logging.DEBUG, logging.INFO, logging.INFO, logging.WARNING, logging.INFO]


def reset():
    raise ConnectionResetError(104, "Connection reset by peer")


for i in range(count):
    text = lines[i * 7 % len(lines)].replace("{n}", str(i))
    log.log(levels[i % 5], "%s", text)
    if i % 60 == 11:
        warnings.warn("pick(error=...) is deprecated, use on_error", DeprecationWarning)
        warnings.warn("item %d: ERROR level ignored" % i)
    if i % 40 == 7:
        log.info("configuration now:\n%s", json.dumps({"error": None, "errors": [], "on_error": "retry", "level": "ERROR"}, indent=2))
    if i % 25 == 3:
        try:
            reset()
        except OSError:
            log.log(levels[i // 25 % 2], "expected while the peer restarts, ignored; retrying after connection reset (try %d)", i % 3, exc_info=True)
