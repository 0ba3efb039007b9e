"""Python 3.6: plugins with a syntax error, a failing import; last one kills the loader inside a context. plain prints"""
import importlib, os, sys
d = "/srv/blind3-py/plug"
os.makedirs(d, exist_ok=True)
for name, text in {"tax": "RATE = 19\ndef add(x)\n    return x * RATE\n", "gift": "import ribbons.paper\n", "mark": "if 1:\n    a = 1\n   b = 2\n"}.items():
    with open(os.path.join(d, name + ".py"), "w") as f:
        f.write(text)
sys.path.insert(0, d)


class PluginError(RuntimeError):
    def __init__(self, name, why):
        super().__init__(name, why)


def load(name):
    try:
        importlib.import_module(name)
    except SyntaxError as e:
        raise PluginError(name, "not Python") from e


try:
    load("gift")
except ImportError:
    try:
        load("mark")
    except PluginError:
        load("tax")
