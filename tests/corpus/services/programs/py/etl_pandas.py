import logging, sys, io
import pandas as pd, numpy as np
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(asctime)s|%(levelname)-8s|%(name)s|%(message)s", datefmt="%Y%m%d %H%M%S")
log = logging.getLogger("etl.sales")
def load(n):
    return pd.read_csv(io.StringIO("day,store,total\n" + "".join(f"2026-01-{d:02d},{n},{d*n}\n" for d in range(1, 6))))
def step(n):
    df = load(n)
    log.info("store %d: %d rows, %d rejected, error_rate=%.1f", n, len(df), 0, 0.0)
    log.debug("describe:\n%s", df.describe())
    if n == 3: return df.pivot_table(index="day", columns="region", values="total")
    if n == 4: return df.merge(df.rename(columns={"total": "t2"}), on=["day", "store"], validate="1:1").groupby("day")["tax"].sum()
    if n == 5: return np.linalg.inv(np.zeros((3, 3)))
    return df.total.sum()
for n in range(1, 7):
    try:
        step(n)
        log.info("store %d done", n)
    except Exception:
        log.exception("store %d failed, continuing with the next", n)
log.info("3 stores ok, 3 failed")
log.error("3 errors; first: no region column")
