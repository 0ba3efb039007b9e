import traceback

import jsonschema
import yaml


def attempt(step):
    try:
        step()
    except Exception:
        traceback.print_exc()
        print("went on")


print("reading")
print("ready")
attempt(lambda: yaml.safe_load("a: [1\nb: }"))
attempt(lambda: jsonschema.validate({"a": "x"}, {"properties": {"a": {"type": "integer"}}}))
