"""forecast: fits one small model per store with joblib (loky workers) over pandas frames; logs through warnings and logging."""
import logging
import sys
import warnings

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

logging.basicConfig(stream=sys.stdout, level=logging.INFO, datefmt="%H:%M:%S",
                    format="%(asctime)s %(levelname)-8s %(name)s: %(message)s")
logging.captureWarnings(True)
log = logging.getLogger("forecast")


class NotEnoughData(Exception):
    def __init__(self, store, n):
        super().__init__(store, n)
        self.store, self.n = store, n

    def __str__(self):
        return f"store {self.store}: {self.n} weeks, at least 8 are needed"


def frame(store):
    n = {"S3": 5, "S6": 9}.get(store, 12)
    df = pd.DataFrame({"week": pd.date_range("2026-08-03", periods=n, freq="W-MON"),
                       "sold": np.arange(n) * 3 % 17 + 4.0})
    if store == "S6":
        df = pd.concat([df, df.tail(1)])
    return df


def fit(store):
    df = frame(store)
    if len(df) < 8:
        raise NotEnoughData(store, len(df))
    wide = df.set_index("week")["sold"].asfreq("W-MON")
    a, b = np.polyfit(np.arange(len(wide)), wide.to_numpy(), 1)
    return store, float(a), float(b)


def batch(stores):
    log.info("fitting %d stores: %s", len(stores), ", ".join(stores))
    for store, a, b in Parallel(n_jobs=2)(delayed(fit)(s) for s in stores):
        log.info("%s slope=%+.3f level=%.2f fit_error=0.%03d", store, a, b, int(abs(a) * 1000) % 1000)


def solve():
    log.info("balancing the depots")
    m = np.array([[1.0, 2.0], [2.0, 4.0]])
    np.linalg.solve(m, np.ones(2))


log.info("forecast 5.0 starts")
for stores in (["S1", "S2"], ["S3", "S4"], ["S5", "S6"], ["S7"]):
    try:
        batch(stores)
    except NotEnoughData as e:
        log.warning("batch %s without result (%s)", stores, e)
    except ValueError:
        log.exception("batch %s failed", stores)
    finally:
        log.info("batch over, errors so far are listed in errors.csv")
warnings.warn("the depot table is from last week")
np.log(np.zeros(1))
try:
    solve()
finally:
    log.info("closing, 0 files open")
