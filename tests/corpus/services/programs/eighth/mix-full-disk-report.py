"""Prints the report on stdout, keeps a copy; both on the same disk."""
import contextlib
import sys


class ReportError(Exception):
    def __init__(self, part):
        super().__init__(part)
        self.part = part

    def __str__(self):
        return f"part {self.part!r} could not be kept"


with contextlib.ExitStack() as stack:
    copy = stack.enter_context(open("/dev/full", "w", encoding="utf8"))
    print("total: 5 articles")
    try:
        print("total: 5 articles", file=copy, flush=True)
    except OSError as e:
        print("report: copy not written", file=sys.stderr)
        raise ReportError("totals") from e
