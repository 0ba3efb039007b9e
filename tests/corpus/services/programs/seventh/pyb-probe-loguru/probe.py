"""Host probe agent: asyncio loops, loguru as its set-up with the standard library's records routed in, run as `probe.py | ts`."""
import asyncio
import inspect
import logging
import sys
import threading

from loguru import logger


class Intercept(logging.Handler):
    def emit(self, record):
        frame, depth = inspect.currentframe(), 0
        while frame and (depth == 0 or frame.f_code.co_filename == logging.__file__):
            frame, depth = frame.f_back, depth + 1
        logger.opt(depth=depth, exception=record.exc_info).log(record.levelname, record.getMessage())


logger.remove()
logger.add(sys.stderr, level="DEBUG", diagnose=True, backtrace=False, colorize=False,
           format="{time:YYYY-MM-DD HH:mm:ss.SSS} | {level: <8} | {extra[unit]: <6} | {name}:{function}:{line} - {message}")
logger.configure(extra={"unit": "main"})
logging.basicConfig(handlers=[Intercept()], level=logging.INFO, force=True)


class ProbeError(Exception):
    pass


def parse(line):
    host, _, ms = line.partition("=")
    return host, float(ms)


@logger.catch(message="probe round failed", reraise=False)
async def round_(lines):
    log = logger.bind(unit="round")
    for l in lines:
        host, ms = parse(l)
        log.debug("{} answered in {} ms, error_rate=0", host, ms)
    log.success("round done: 0 errors")


async def watch(name):
    await asyncio.sleep(.05)
    if name == "disk":
        try:
            parse("sda")
        except ValueError as e:
            raise ProbeError(f"{name}: unreadable") from e
    logger.info("watch {} ok: <Error 0>", name)


def disk():
    usage = {"root": 97}
    limit = 90
    logger.warning("disk {} above {}", usage, limit)
    return usage["home"] - limit


async def main():
    logger.info("probe started, config /etc/probe/error.toml")
    await round_(["gw=1.5", "db=2.25"])
    await round_(["gw=1.5", "db=timeout"])
    try:
        parse("x=")
    except ValueError:
        logger.opt(exception=True).warning("bad sample skipped")
    t = asyncio.create_task(watch("disk"), name="watch-disk")
    await asyncio.create_task(watch("net"))
    await asyncio.sleep(.1)
    del t
    for i in range(4):
        logging.getLogger("probe.std").info("round %d, failed=%d", i, 0)
        await asyncio.sleep(.05)
    th = threading.Thread(target=disk, name="disk")
    th.start()
    th.join()
    for i in range(4):
        await round_([f"gw={i}.5"])
    logger.error("probe of host {} gave up after {} tries\n  last: timeout\n  first: refused", "db", 3)
    logger.info("probe ends")


asyncio.run(main())
