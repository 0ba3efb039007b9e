"""orders-batch: totals and delivery calendars with polars, one region after the other."""
import datetime
import logging
import os
import sys

import polars as pl

logging.basicConfig(stream=sys.stderr, level=logging.DEBUG, style="{",
                    format="[{asctime}] {levelname:>8s} {name}:{lineno} | {message}")
log = logging.getLogger("orders_batch")
CALENDAR = {"north": "1w", "east": "2w", "south": "1d", "west": "3days"}


class RegionFailed(Exception):
    pass


def frame(region):
    cents = [i * 37 % 1900 for i in range(12)]
    name = "cent" if region == "east" else "cents"
    return pl.DataFrame({"order": list(range(12)), name: cents, "sku": [f"S{i % 4}" for i in range(12)]})


def total(region, df):
    log.debug("%s: %d rows, columns %s", region, df.height, df.columns)
    try:
        out = df.lazy().group_by("sku").agg(pl.col("cents").sum()).sort("sku").collect()
    except pl.exceptions.ColumnNotFoundError as e:
        raise RegionFailed(f"region {region!r}: export without amounts") from e
    for row in out.iter_rows():
        log.info("%s sku=%s cents=%d errors=0 panics=0", region, *row)


def calendar(region):
    days = pl.date_range(datetime.date(2026, 11, 1), datetime.date(2026, 11, 30), CALENDAR[region], eager=True)
    log.info("%s: %d delivery days, first %s", region, len(days), days[0])


for name in ["north", "east", "south", "west"]:
    try:
        total(name, frame(name))
        calendar(name)
    except RegionFailed:
        log.error("region %s left out of the totals", name, exc_info=True)
    except Exception:
        log.critical("region %s is lost", name, exc_info=True)
log.info("all regions done")
