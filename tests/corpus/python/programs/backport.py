"""The exceptiongroup backport on an old interpreter."""
from exceptiongroup import ExceptionGroup

from shop import store
from shop.errors import ShopError


def main():
    try:
        store.reserve("A-100", 5)
    except ShopError as err:
        raise ExceptionGroup("2 orders failed", [err, ValueError("order 1: bad date")])


main()
