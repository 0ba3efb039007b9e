import logging, sys
from sqlalchemy import create_engine, text
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="[%(process)d] %(asctime)s %(levelname)s %(name)s: %(message)s")
log = logging.getLogger("importer")
e = create_engine("sqlite://", echo=False)
class ImportFailed(RuntimeError): pass
def load(row):
    try:
        with e.begin() as c: c.execute(text("insert into item(id, name) values (:i, :n)"), row)
    except Exception as x:
        raise ImportFailed("row %(i)d" % row) from x
with e.begin() as c: c.execute(text("create table item(id integer primary key, name text not null)"))
for i in range(30):
    log.info("row %d of 30, ERROR rows: 0", i)
    try: load({"i": i if i != 11 else 3, "n": "n%d" % i})
    except ImportFailed: log.exception("skipping nothing, row %d lost", i)
    if i == 20: log.warning("slow row 20: sqlalchemy.exc.TimeoutError counter=0")
    if i == 24:
        try: e.connect().execute(text("select * from nowhere"))
        except Exception: log.warning("table nowhere is optional, ignored", exc_info=True)
load({"i": 31, "n": None})
