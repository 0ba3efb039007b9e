import logging, sys, os
from concurrent.futures import ProcessPoolExecutor, as_completed
import sqlalchemy as sa
logging.basicConfig(level=logging.INFO, format="[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(process)d\t%(message)s", datefmt="%Y-%m-%dT%H:%M:%S", stream=sys.stdout)
log = logging.getLogger("import")
def work(rows):
    eng = sa.create_engine("sqlite://")
    md = sa.MetaData(); t = sa.Table("stock", md, sa.Column("sku", sa.String, primary_key=True), sa.Column("n", sa.Integer, nullable=False)); md.create_all(eng)
    with eng.begin() as c:
        for r in rows:
            c.execute(t.insert().values(sku=r[0], n=r[1]))
    return len(rows)
def main():
    parts = [[("a", 1), ("b", 2)], [("c", 3), ("c", 4)], [("error", 0)], [("d", None)]]
    with ProcessPoolExecutor(1) as ex:
        fs = [ex.submit(work, p) for p in parts]
        for i, f in enumerate(fs[:3]):
            try:
                log.info("part %d: %d rows, errors=0", i, f.result())
            except sa.exc.IntegrityError:
                log.exception("part %d not imported", i)
        log.info("last part")
        fs[3].result()
if __name__ == "__main__":
    for i in range(14):
        log.info("checking file %02d of 14: ok (0 errors, 0 fatal)", i)
    main()
