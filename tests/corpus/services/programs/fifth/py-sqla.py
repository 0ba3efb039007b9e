import logging, sys
from sqlalchemy import create_engine, text
logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname).1s%(asctime)s %(process)d %(filename)s:%(lineno)d] %(message)s", datefmt="%m%d %H:%M:%S")
e = create_engine("sqlite://")
with e.begin() as c:
    c.execute(text("create table seat(id integer primary key, who text not null)"))
    c.execute(text("insert into seat values (1, 'ann')"))
    c.execute(text("insert into seat values (:i, :w)"), [{"i": 2, "w": "bo"}, {"i": 1, "w": "error: none"}])
