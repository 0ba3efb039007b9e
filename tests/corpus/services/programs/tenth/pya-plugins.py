"""Loads every plugin of a folder; optional ones may be broken, the core one may not."""
import importlib.util
import logging
import os
import sys

logging.basicConfig(level=logging.INFO, format="[%(asctime)s] [%(levelname)s] %(name)s: %(message)s")
log = logging.getLogger("plugins.loader")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "pya-plugins.d")


def load(name):
    spec = importlib.util.spec_from_file_location("plugins_" + name, os.path.join(HERE, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    greet = load("greet")
    log.info("loaded greet: %s", greet.run({"user": "ops"}))
    try:
        load("report")
    except SyntaxError:
        log.exception("plugin report is broken")
    log.info("loading core plugin tariff")
    load("tariff")
    log.info("ready")


sys.dont_write_bytecode = True
main()
