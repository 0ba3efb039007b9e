"""dbtool: a maintenance command line (typer and rich draw its crashes in boxes; run by make -k)."""
import logging
import sqlite3
import sys

import typer

app = typer.Typer(pretty_exceptions_show_locals=True, help="maintenance")
log = logging.getLogger("dbtool")


class MigrationError(Exception):
    """A step of a migration failed."""


STEPS = [
    "create table parcel (id integer primary key, kg real)",
    "insert into parcel (kg) values (1.5), (2.25), (0.75)",
    "alter table parcel add column error_code integer default 0",
    "create index parcel_kg on parcel (kg)",
    "update parcel set carrier = 'dhl' where kg > 1",
]


def step(con, n, sql):
    try:
        con.execute(sql)
    except sqlite3.OperationalError as e:
        raise MigrationError(f"step {n} of {len(STEPS)}: {sql!r}") from e


@app.command()
def migrate(path: str = ":memory:"):
    con = sqlite3.connect(path)
    for n, sql in enumerate(STEPS, 1):
        log.info("step %d: %s", n, sql)
        step(con, n, sql)
    log.info("migrated, 0 errors")


@app.command()
def check():
    for t in ("parcel", "error_log", "panic_button"):
        log.info("table %s: ok, errors=0", t)
    log.info("Traceback level is %s", "full")
    ratio = {"parcel": 3, "error_log": 0}
    log.info("ratio %.2f", ratio["parcel"] / ratio["error_log"])


@app.command()
def export(out: str):
    try:
        with open(out, "w") as f:
            f.write("x")
        log.info("export written to %s, skipped 0, failed 0", out)
    except OSError as e:
        log.error("cannot export to %s: %s", out, e.strerror)
        raise typer.Exit(2)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr,
                        format="%(asctime)s %(name)s: %(levelname)s: %(message)s")
    app()
