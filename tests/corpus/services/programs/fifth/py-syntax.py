import importlib.util, pathlib, sys, logging
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)-8s %(levelname)-5s %(message)s")
p = pathlib.Path("/srv/blind5-py/rules_eu.py"); p.write_text("VAT = {\n  'de': 19\n  'fr': 20,\n}\n")
for n in ("colorsys", "this_is_missing"):
    try: __import__(n); logging.getLogger("plug").info("loaded %s", n)
    except ImportError: logging.getLogger("plug").info("optional plugin %s skipped", n, exc_info=True)
logging.getLogger("plug").info("loading rules_eu")
sys.path.insert(0, "/srv/blind5-py")
import rules_eu
