from __future__ import print_function
import logging
import sys


def imported():
    sys.path.insert(0, "broken")
    import totals
    print(totals)


def evaled():
    eval("price * (1 + tax")


def tabs():
    sys.path.insert(0, "broken")
    import tabbed
    print(tabbed)


def indent():
    sys.path.insert(0, "broken")
    import indented
    print(indented)


def nolocation():
    raise SyntaxError("rule 17 is not understood")


def logged():
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    log = logging.getLogger("shop.rules")
    log.info("loading rules")
    try:
        eval("price ** * 2", {})
    except SyntaxError:
        log.exception("rule 3 refused")
    log.info("2 rules loaded")


def chained():
    from shop import py3
    try:
        eval("price ** * 2", {})
    except SyntaxError as err:
        py3.raise_from(ValueError("rule 3 refused"), err)


def during():
    try:
        {}["rule"]
    except KeyError:
        exec("def f(:\n  pass")


if __name__ == "__main__":
    globals()[sys.argv[1]]()
