from __future__ import print_function
import sys
import traceback

from shop import store
from shop.errors import ShopError, PaymentDeclined


def cause():
    try:
        store.reserve("Z-999", 1)
    except KeyError as err:
        raise ShopError("order 17 cannot be filled") from err


def context():
    try:
        store.reserve("Z-999", 1)
    except KeyError as err:
        print("rolling back", err.args[0].lower())
        rollback = None
        rollback.close()


def three():
    try:
        try:
            {}["token"]
        except KeyError as err:
            raise PaymentDeclined("no token") from err
    except PaymentDeclined:
        raise RuntimeError("checkout failed")


def four():
    try:
        three()
    except RuntimeError as err:
        raise ShopError("order 17\nnot shipped") from err


def none():
    try:
        store.reserve("Z-999", 1)
    except KeyError:
        raise ShopError("unknown article Z-999") from None


def multiline():
    try:
        try:
            raise ValueError("rows differ:\n  got: 3\n  want: 4\n\nsee report")
        except ValueError as err:
            raise LookupError("first line\n\tsecond, indented by a tab\nthird") from err
    except LookupError:
        raise ShopError("batch refused:\n - item 1\n - item 2")


def nomessages():
    try:
        try:
            raise KeyError
        except KeyError as err:
            raise ShopError from err
    except ShopError:
        assert False


def recursion_context():
    def down(n):
        return down(n + 1)
    try:
        down(0)
    except RecursionError as err:
        raise ShopError("category tree too deep") from err


def print_exc():
    """A server that prints its tracebacks and goes on."""
    for sku in ("A-100", "Z-999", "B-200"):
        try:
            print("GET /reserve/" + sku)
            store.reserve(sku, 1)
            print("200 OK")
        except Exception:
            traceback.print_exc()
            print("500 Internal Server Error")


def print_stack():
    """print_exc with limit, then format_exception_only."""
    try:
        four()
    except Exception:
        traceback.print_exc(limit=1, chain=False)
    print("continuing")


def two():
    for sku in ("A-100", "B-200"):
        try:
            store.reserve(sku, 5)
        except Exception:
            traceback.print_exc()


def twochains():
    for function in (cause, context):
        try:
            function()
        except Exception:
            traceback.print_exc()


def with_after():
    try:
        store.reserve("A-100", 5)
    except Exception:
        traceback.print_exc()
        print("cleaning up temporary files")
        print("released 3 locks")
        sys.exit(3)


def finally_():
    try:
        store.reserve("A-100", 5)
    finally:
        [].pop()


if __name__ == "__main__":
    globals()[sys.argv[1]]()
