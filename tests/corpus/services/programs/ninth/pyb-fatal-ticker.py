"""Ticker daemon with a console: a daemon thread reads commands from stdin."""
import logging
import threading
import time

logging.basicConfig(
    level=logging.INFO, format="%(asctime)s %(levelname)s %(threadName)s %(message)s"
)
log = logging.getLogger("ticker")
halted = set()


def console():
    while True:
        command, _, symbol = input().partition(" ")
        log.info("command %s for %s", command, symbol)
        if command == "halt":
            halted.add(symbol)


def main():
    threading.Thread(target=console, name="console", daemon=True).start()
    for n in range(3):
        for symbol in ("ACME", "GLOBEX"):
            if symbol not in halted:
                log.info("%s %.2f", symbol, 41.5 + n / 4)
        time.sleep(0.2)
    log.info("market closed")


main()
