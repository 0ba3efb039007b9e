"""parcel-import: reads carrier manifests, one file after the other; loguru with its default sink and diagnose on."""
import sys
from concurrent.futures import ThreadPoolExecutor

from loguru import logger

logger.remove()
logger.add(sys.stderr, colorize=len(sys.argv) > 1, backtrace=True, diagnose=True, level="TRACE")
MANIFESTS = {
    "dhl-1.txt": "P1;1.20\nP2;0.85\n",
    "ups-7.txt": "P3;2.0\nP4;heavy\n",
    "gls-2.txt": "P5;1.0\nP6;3.3\n",
    "dpd-4.txt": "P7;0\n",
    "hermes-9.txt": "P8;0.5",
}


class ManifestError(Exception):
    """A manifest that cannot be read."""


def weight(text):
    kg = float(text)
    return round(10 / kg, 2)


def rows(name):
    for n, line in enumerate(MANIFESTS[name].splitlines(), 1):
        parcel, kg = line.split(";")
        try:
            yield parcel, weight(kg)
        except ValueError as exc:
            raise ManifestError(f"{name}, line {n}") from exc


@logger.catch(message="manifest dropped")
def load(name):
    logger.debug("reading {} (on_error=drop)", name)
    for parcel, factor in rows(name):
        logger.trace("parcel {} factor {}", parcel, factor)
    logger.success("{} imported, errors: 0", name)


@logger.catch(level="CRITICAL", reraise=False)
def close_day(names):
    sizes = {n: len(MANIFESTS[n]) for n in names}
    return sizes["fedex-3.txt"]


def main():
    logger.info("parcel-import starts, {} manifests", len(MANIFESTS))
    for name in MANIFESTS:
        load(name)
    try:
        open("/srv/blind7-pya/shop/none/tariff.csv")
    except OSError as e:
        logger.opt(exception=False).warning("tariff: {} - using yesterday's", e)
    logger.error("2 of {} manifests could not be imported:\n  ups-7.txt\n  dpd-4.txt", len(MANIFESTS))
    close_day(list(MANIFESTS))
    logger.info("parcel-import ends")


main()
