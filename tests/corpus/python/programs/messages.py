from __future__ import print_function
import sys
import traceback


class DataError(Exception):
    pass


def lines():
    raise DataError("3 rows refused\nrow 1: no price\nrow 7: no tax\nrow 9: no name")


def blanks():
    raise DataError("report follows\n\nfirst part\n\n\nsecond part")


def indented():
    raise DataError("cannot merge\n    left:  {'a': 1}\n    right: {'a': 2}\n        deeper")


def trailing():
    raise DataError("no answer from upstream\n")


def lookslike():
    try:
        {}["inner"]
    except KeyError:
        text = traceback.format_exc()
    raise DataError("remote worker failed:\n" + text)


def leading():
    raise DataError("\nusage: import FILE\n  --dry-run  do nothing")


def json():
    raise DataError('{\n  "error": {\n    "code": 17,\n    "text": "no"\n  }\n}')


def spaces():
    raise DataError("   ")


def sql():
    from sqlalchemy import create_engine, text
    engine = create_engine("sqlite://")
    with engine.connect() as db:
        db.execute(text("SELECT id, total\nFROM orders\nWHERE id = :id"), {"id": 17})


def sql_unique():
    from shop import py3
    from sqlalchemy import create_engine, text
    engine = create_engine("sqlite://")
    with engine.begin() as db:
        db.execute(text("CREATE TABLE sku (name TEXT PRIMARY KEY)"))
        try:
            for _ in range(2):
                db.execute(text("INSERT INTO sku VALUES (:n)"), {"n": "A-100"})
        except Exception as err:
            py3.raise_from(DataError("cannot store A-100"), err)


def subprocess_():
    import subprocess
    subprocess.check_output(["sh", "-c", "echo oops >&2; exit 3"])


def unicode_():
    "\u00fcber".encode("ascii")


def json_():
    import json as j
    j.loads('{"a": 1,}')


def oserror():
    open("/srv/orders/missing/rates.csv")


def assertion():
    got, want = [1, 2], [1, 3]
    assert got == want, "totals differ\n  got  %r\n  want %r" % (got, want)


if __name__ == "__main__":
    globals()[sys.argv[1]]()
