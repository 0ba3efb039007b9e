"""Background jobs of the shop, run by huey's own consumer."""
import logging
import subprocess

from huey import MemoryHuey, crontab
import polars as pl

huey = MemoryHuey("shop", utc=False)
log = logging.getLogger("shop.tasks")


class TooFew(ValueError):
    """Not enough rows."""


@huey.task(retries=1, retry_delay=1)
def average(prices):
    log.info("average of %d prices, errors so far: 0", len(prices))
    try:
        return sum(prices) / len(prices)
    except ZeroDivisionError as e:
        raise TooFew("no prices today;\nwaiting for the feed") from e


@huey.task()
def table(width):
    log.info("table of width %d", width)
    frame = pl.DataFrame({"price": [1.0, 2.5, None]})
    return frame["price"].reshape((width, 0)) if width > 9 else frame["price"].mean()


@huey.task()
def ledger():
    done = subprocess.run(["/srv/blind8-mix/target/debug/gateway", "70000"], env={"PATH": "/usr/bin"})
    log.warning("gateway ended with %d, ignored", done.returncode)


@huey.on_startup()
def fill():
    table.schedule((2,), delay=1)
    average.schedule(([],), delay=1)
    ledger.schedule((), delay=4)
    average.schedule(([4, 5],), delay=5)
