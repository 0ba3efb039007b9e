"""absl logging (glog headers): exception records, an error record, and app.run's uncaught end."""
import decimal
from absl import app, logging


class LedgerError(Exception):
    pass


def book(n):
    logging.info("booking %d: 0 errors, E0000 is not a level", n)


def main(argv):
    logging.set_verbosity(logging.INFO)
    for n in range(12):
        book(n)
    try:
        decimal.Decimal("12,50")
    except decimal.InvalidOperation:
        logging.exception("amount of booking %d is not a number", 12)
    for n in range(13, 22):
        book(n)
    logging.error("ledger and bank differ by %s", decimal.Decimal("0.01"))
    logging.warning("closing early; exceptions: none")
    book(22)
    with decimal.localcontext() as c:
        c.traps[decimal.Inexact] = True
        try:
            decimal.Decimal(1) / 3
        except ArithmeticError:
            raise LedgerError("day cannot be closed")


app.run(main)
