import os
from setuptools import setup
def version():
    try:
        with open(os.path.join("shoplib", "VERSION")) as f:
            return f.read().strip()
    except IOError:
        raise RuntimeError("cannot find the version; are you building from a clean checkout?")
print("building shoplib, error checks on")
setup(name="shoplib", version=version())
