import sys

from loguru import logger

logger.remove()
logger.add(sys.stderr, level="INFO")


class Volume:
    def __init__(self, name, free):
        self.name, self.free = name, free

    def write(self, blob):
        if len(blob) > self.free:
            raise OSError(28, "No space left on device", self.name)
        self.free -= len(blob)


@logger.catch(message="backup of a database failed", reraise=False)
def backup(db, volume):
    blob = db["rows"] * b"x"
    volume.write(blob)
    logger.info("{} saved, {} bytes", db["name"], len(blob))


def prune(kept):
    oldest = min(kept)
    kept.remove(oldest)
    return oldest


def main():
    vol = Volume("/mnt/backup/a", 4096)
    for db in ({"name": "orders", "rows": 1200}, {"name": "events", "rows": 90000}, {"name": "users"}):
        logger.info("backup of {}", db["name"])
        backup(db, vol)
    try:
        prune([])
    except ValueError:
        logger.opt(exception=True).error("nothing to prune in {}", vol.name)
    logger.critical("1 of 3 databases saved")
    sys.exit(1)


main()
