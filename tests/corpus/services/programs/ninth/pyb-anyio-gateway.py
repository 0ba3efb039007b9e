"""Sensor gateway: several feeds in task groups, loguru for the log."""
import sys

import anyio
from loguru import logger

logger.remove()
logger.add(sys.stderr, diagnose=False, backtrace=False)


class FeedLost(ConnectionError):
    pass


async def read(feed, after):
    await anyio.sleep(after)
    logger.debug("{} sends", feed)
    if feed == "north":
        e = FeedLost("no data from north for 30 s")
        e.add_note("last sequence number: 4711")
        raise e
    if feed == "south":
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.2)
            int("21.5C")
    await anyio.sleep(5)


async def region():
    async with anyio.create_task_group() as feeds:
        for n, feed in enumerate(["south", "north", "west"]):
            feeds.start_soon(read, feed, 0.05 + n / 100)


async def uplink():
    try:
        await anyio.sleep(9)
    finally:
        raise RuntimeError("uplink closed with 3 readings unsent")


async def main():
    logger.info("gateway up")
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(region)
        tasks.start_soon(uplink)


try:
    anyio.run(main)
except* OSError as lost:
    logger.opt(exception=lost).error("feeds lost, giving up on them")
    raise
finally:
    logger.info("gateway down")
