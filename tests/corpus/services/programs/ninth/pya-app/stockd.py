"""Stock service: structlog's own console output (rich is installed)."""
import json

import structlog

log = structlog.get_logger()


class Feed:
    def __init__(self, lines):
        self.lines = lines

    def __iter__(self):
        for raw in self.lines:
            yield json.loads(raw)


def apply(level, change):
    item = change["item"]
    level[item] = level.get(item, 0) + change["delta"]
    if level[item] < 0:
        raise ValueError(f"stock of {item} below zero: {level[item]}")


def main():
    level = {}
    feed = Feed(['{"item": "bolt", "delta": 5}', '{"item": "nut", "delta": -1}',
                 '{"item": "bolt", "delta": 7}', '{"item": "bolt" "delta": 1}'])
    log.info("feed_open", lines=len(feed.lines))
    it = iter(feed)
    while True:
        try:
            change = next(it)
            apply(level, change)
        except StopIteration:
            break
        except ValueError:
            log.exception("change_failed", items=len(level))
        else:
            log.debug("change_applied", **change)
    log.info("feed_closed", errors=2, level=level)


main()
