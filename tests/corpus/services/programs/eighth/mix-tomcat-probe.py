"""Smoke test of the shop behind Tomcat; its stderr goes where Tomcat's goes."""
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

BASE = "http://127.0.0.1:8493/shop/cart/"


def get(cart):
    time.sleep({"c1": 0, "c2": 0.6, "c9": 1.2}[cart])
    try:
        with urllib.request.urlopen(BASE + cart, timeout=5) as answer:
            return int(answer.read())
    except urllib.error.HTTPError as e:
        raise LookupError(f"{cart}: the shop answered {e.code}\n{e.headers['Content-Language']}: Exception page follows") from e


with ThreadPoolExecutor(3, "probe") as pool:
    for job in [pool.submit(get, c) for c in ("c1", "c2", "c9")]:
        print("probe: cart holds", job.result(), "error: 0", file=sys.stderr)
