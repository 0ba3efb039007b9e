import importlib, pathlib, sys, time
d = pathlib.Path("/srv/blind/app/plugins"); d.mkdir(exist_ok=True); (d / "fx_rates.py").write_text("def rate(cur):\n    return {'EUR': 1.0, 'USD': 1.1]\n")
(d / "vat.py").write_text("from decimal import Decimel\n"); sys.path.insert(0, str(d))
import traceback
for m in ("json", "vat", "csv", "fx_rates"):
    print("loading plugin", m)
    try: importlib.import_module(m)
    except ImportError: traceback.print_exc(file=sys.stdout)
