import jsonschema
jsonschema.validate({"sku": "a1", "qty": -2}, {"type": "object", "properties": {"qty": {"type": "integer", "minimum": 0}}})
