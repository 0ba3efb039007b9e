"""greenhouse controller reads its plan with ruamel.yaml; validation with marshmallow; Python 3.8"""
import logging, sys, io
from ruamel.yaml import YAML
from marshmallow import Schema, fields, ValidationError
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-8s|%(asctime)s|%(name)s|%(message)s")
log = logging.getLogger("greenhouse.plan")
class Valve(Schema):
    id = fields.Int(required=True)
    litres = fields.Float(required=True)
yaml = YAML(typ="safe", pure=True)
good = "valves:\n  - {id: 1, litres: 2.5}\n  - {id: two}\n"
for v in yaml.load(good)["valves"]:
    try:
        log.info("valve %s loaded, errors: {}", Valve().load(v))
    except ValidationError as e:
        log.error("valve rejected: %s", e.messages)
log.info("plan error.yaml ok")
bad = "valves:\n  - {id: 1, litres: 2.5}\n   - {id: 2\nnight: [1, 2\n"
yaml.load(io.StringIO(bad))
