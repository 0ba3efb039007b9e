"""Price feed importer: pulls supplier files through an external converter, checks them, publishes."""
import logging
import logging.handlers
import subprocess
import sys

log = logging.getLogger("feed.importer")
conv = logging.getLogger("feed.convert")


def convert(name, text):
    done = subprocess.run(["sort", "-n", "--check", "-t", ";", "-k", "2", *(["--bogus"] if name == "nord" else [])],
                          input=text, capture_output=True, text=True)
    if done.returncode:
        conv.error("%s: sort exited with %d:\n%s", name, done.returncode, done.stderr.rstrip())
        return None
    return text


def check(name, text):
    problems = []
    for n, line in enumerate(text.splitlines(), 1):
        sku, _, price = line.partition(";")
        try:
            if float(price) <= 0:
                problems.append(f"line {n}: price of {sku} is {price}")
        except ValueError as e:
            problems.append(f"line {n}: {e}")
    if problems:
        log.error("supplier %s rejected, %d errors\n - %s", name, len(problems), "\n - ".join(problems))
    return not problems


def main():
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr,
                        format="%(asctime)s | %(levelname)-8s | %(name)s:%(funcName)s:%(lineno)d - %(message)s")
    feeds = {
        "west": "A1;1.20\nA2;3.50\n",
        "nord": "B1;0.80\n",
        "ost": "C1;-2\nC2;0\nC3;4.10\n",
        "sued": "D2;9.99\nD1;1.10\n",
    }
    log.info("importing %d feeds, error budget 1", len(feeds))
    good = []
    for name, text in feeds.items():
        text = convert(name, text)
        if text and check(name, text):
            log.debug("supplier %s ok: %d lines, errors=0", name, text.count("\n"))
            good.append(name)
    if len(good) < len(feeds) - 1:
        log.warning("only %s imported", ", ".join(good))
        log.critical("error budget exceeded (%d of %d feeds failed), prices are NOT published", len(feeds) - len(good), len(feeds))
        sys.exit(3)
    log.info("published")


main()
