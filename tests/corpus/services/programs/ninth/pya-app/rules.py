"""Evaluates discount rules; a rule may name another one (and here, in the end, itself)."""
import logging
import threading
import time

log = logging.getLogger("rules")

RULES = {"vip": ("or", "spring", "summer"), "spring": ("or", "summer", "vip"),
         "summer": ("or", "vip", "spring"), "sale": True}


def holds(name):
    try:
        rule = RULES[name]
        if isinstance(rule, tuple):
            return holds(rule[1]) or holds(rule[2])
        return rule
    except RecursionError:
        # a deep rule: take the other branch
        return holds(RULES[name][2])


def heartbeat():
    while True:
        log.info("alive")
        time.sleep(0.5)


logging.basicConfig(level=logging.INFO, format="%(asctime)s [%(threadName)s] %(levelname)s: %(message)s")
threading.Thread(target=heartbeat, name="heartbeat", daemon=True).start()
time.sleep(0.7)
for r in ("sale", "vip"):
    log.info("rule %s", r)
    log.info("rule %s holds: %s", r, holds(r))
