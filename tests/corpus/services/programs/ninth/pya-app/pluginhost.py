"""Loads the plugins of a report tool."""
import importlib
import sys

import colorlog

handler = colorlog.StreamHandler()
handler.setFormatter(colorlog.ColoredFormatter("%(log_color)s%(levelname)s%(reset)s %(asctime)s %(message)s"))
log = colorlog.getLogger("pluginhost")
log.addHandler(handler)
log.setLevel("INFO")


class PluginError(Exception):
    pass


def load(name):
    log.info("loading %s", name)
    try:
        module = importlib.import_module("plugins." + name)
    except ImportError:
        log.warning("plugin %s is not installed, skipped", name)
        return None
    except SyntaxError as e:
        raise PluginError(f"plugin {name} cannot be loaded") from e
    return module.run


def main():
    hooks = [load(name) for name in sys.argv[1:]]
    for hook in filter(None, hooks):
        hook(log)


main()
