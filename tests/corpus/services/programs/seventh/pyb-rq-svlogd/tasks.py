"""Report tasks for an RQ worker (kept under runit: svlogd stamps every line)."""
import decimal
import subprocess
import time


class ReportError(Exception):
    pass


def ping(n):
    print(f"ping {n}: errors=0")
    return n


def report(month):
    time.sleep(.05)
    if month == 13:
        raise ReportError(f"no such month: {month}\nallowed: 1..12\nsee also: calendar")
    return f"report {month}: ERROR: 0"


def convert(path):
    return subprocess.run(["/bin/sh", "-c", "echo 'sh: cannot convert: Error: bad page' >&2; exit 3"], check=True, timeout=5)


def total(rows):
    return sum(decimal.Decimal(r) for r in rows)


def hang(s):
    time.sleep(s)
