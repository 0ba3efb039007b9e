"""end of day reconciliation with pandas; Python 3.12"""
import logging, sys
import pandas as pd
logging.basicConfig(stream=sys.stdout, level=logging.INFO, style="{", format="{asctime} | {levelname:<8} | {name}:{funcName}:{lineno} - {message}")
log = logging.getLogger("recon")
df = pd.DataFrame({"isin": ["A", "B", "C"], "qty": [1, 2, 3], "px": ["1.0", "2,5", "3"]})
def load(day):
    log.info("loaded /data/errors_none/{}.csv: {} rows, 0 errors".format(day, len(df)))
    return df
def value(d):
    return (pd.to_numeric(d["px"]) * d["qty"]).sum()
def breaks(d):
    return d.groupby("isin")["quantity"].sum()
for day in range(1, 18):
    load(f"2026-02-{day:02d}")
try:
    value(load("2026-02-18"))
except ValueError as e:
    log.error("valuation failed: %s", e)
    log.debug("not shown", exc_info=True)
log.info("break report without exceptions:\n%s", df.to_string())
breaks(load("2026-02-19"))
