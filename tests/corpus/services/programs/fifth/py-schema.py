import logging, jsonschema
logging.basicConfig(level=logging.INFO)
log = logging.getLogger("intake")
S = {"type": "object", "properties": {"error": {"type": "null"}, "mass": {"type": "number", "minimum": 0}}}
for i, d in enumerate(({"mass": 1}, {"mass": -2, "error": None}, {"mass": 3}, {"error": "x"})):
    log.info("doc %d: checking", i)
    try: jsonschema.validate(d, S)
    except jsonschema.ValidationError: log.exception("doc %d: rejected (Traceback follows)", i)
    else: log.info("doc %d: 0 errors", i)
log.fatal("half of all documents rejected")
log.info("bye")
