"""The same business through logging libraries from PyPI. usage: pylibs.py colorlog|coloredlogs|loguru|structlog|structlog-kv|json|absl|tornado|flask|twisted"""
import logging
import sys

what = sys.argv[1]


def business(log, exc=None):
    log.info("depot opens, 0 errors carried over")
    log.debug("walking to shelf 7")
    log.error("shelf 7 is empty, order 4711 cannot be filled")
    log.warning("shelf 12 has only 2 items left, ERROR if it gets to 0")
    log.info("truck D-12 loaded, errors: 0")
    log.error("no label for parcel 88: printer answered 'offline'")
    log.info("picked 1 item from shelf 9")
    log.critical("cold room at 9.5 degrees, limit is 7")
    log.info("depot closes")


if what == "colorlog":
    import colorlog
    handler = colorlog.StreamHandler()
    handler.setFormatter(colorlog.ColoredFormatter("%(log_color)s%(levelname)-8s%(reset)s %(asctime)s %(blue)s%(name)s%(reset)s %(message_log_color)s%(message)s", secondary_log_colors={"message": {"ERROR": "red", "CRITICAL": "red"}}, force_color=True))
    log = colorlog.getLogger("depot")
    log.addHandler(handler)
    log.setLevel("DEBUG")
    business(log)
elif what == "coloredlogs":
    import coloredlogs
    coloredlogs.DEFAULT_LOG_FORMAT = "%(asctime)s %(hostname)s %(name)s[%(process)d] %(levelname)s %(message)s"
    coloredlogs.install(level="DEBUG", fmt="%(asctime)s depot-1 %(name)s[%(process)d] %(levelname)s %(message)s", isatty=True)
    business(logging.getLogger("depot"))
elif what == "loguru":
    from loguru import logger
    business(logger)
    logger.success("no ERROR today, but for 2")
elif what == "loguru-color":
    from loguru import logger
    logger.remove()
    logger.add(sys.stderr, colorize=True)
    business(logger)
elif what == "structlog":
    import structlog
    structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="%Y-%m-%d %H:%M:%S", utc=True), structlog.dev.ConsoleRenderer(colors=False)])
    log = structlog.get_logger()
    log.info("depot opens", docks=3, errors=0)
    log.error("shelf is empty", shelf=7, order=4711)
    log.warning("shelf is low", shelf=12, error="soon")
    log.info("truck loaded", truck="D-12", error=None)
    log.critical("cold room too warm", degrees=9.5, limit=7)
    log.info("depot closes")
elif what == "structlog-kv":
    import structlog
    structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"])])
    log = structlog.get_logger()
    log.info("depot opens", docks=3, errors=0)
    log.error("shelf is empty", shelf=7, order=4711)
    log.warning("shelf is low", shelf=12, error="soon")
    log.info("truck loaded", truck="D-12", error="none")
    log.critical("cold room too warm", degrees=9.5)
    log.info("depot closes", level_error=0)
elif what == "json":
    from pythonjsonlogger import jsonlogger
    handler = logging.StreamHandler()
    handler.setFormatter(jsonlogger.JsonFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log = logging.getLogger("depot")
    log.addHandler(handler)
    log.setLevel("DEBUG")
    business(log)
    log.info("checked", extra={"error": None, "errors": 0, "note": '"level":"error"'})
    log.error("two lines:\nfirst dock 2", extra={"dock": 2})
elif what == "absl":
    from absl import logging as alog
    alog.use_absl_handler()
    alog.set_verbosity(alog.DEBUG)
    alog.info("depot opens, 0 errors carried over")
    alog.debug("walking to shelf 7")
    alog.error("shelf 7 is empty, order 4711 cannot be filled")
    alog.warning("shelf 12 has only 2 items left, ERROR if it gets to 0")
    alog.error("no label for parcel 88:\nprinter answered 'offline'")
    alog.info("E1120 is the number of our truck")
    alog.info("depot closes")
elif what == "tornado":
    from tornado.log import LogFormatter
    handler = logging.StreamHandler()
    handler.setFormatter(LogFormatter(color=False))
    log = logging.getLogger("depot")
    log.addHandler(handler)
    log.setLevel("DEBUG")
    business(log)
elif what == "flask":
    from flask import Flask
    app = Flask("depot")
    app.logger.setLevel("DEBUG")

    @app.route("/pick/<int:shelf>")
    def pick(shelf):
        app.logger.info("asked for shelf %d", shelf)
        if shelf == 7:
            app.logger.error("shelf %d is empty", shelf)
        if shelf == 8:
            app.logger.critical("shelf %d has fallen over", shelf)
        return "ok"

    @app.route("/errors")
    def errors():
        app.logger.info("0 errors in store")
        app.logger.warning("asked for ERROR list")
        return "none"

    client = app.test_client()
    for path in ("/pick/3", "/errors", "/pick/7", "/pick/9", "/pick/8", "/pick/7"):
        client.get(path)
elif what == "twisted":
    from twisted.logger import Logger, globalLogBeginner, textFileLogObserver
    globalLogBeginner.beginLoggingTo([textFileLogObserver(sys.stdout)], redirectStandardIO=False)
    log = Logger("depot.stock")
    log.info("depot opens, 0 errors carried over")
    log.error("shelf {n} is empty", n=7)
    log.warn("shelf 12 is low, no ERROR yet")
    log.critical("cold room too warm")
    log.info("depot closes")
