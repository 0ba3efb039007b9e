"""The part of the recorded program that fails: its errors have a module, causes and awkward messages."""


class StockError(Exception):
    """An error whose printed name has a module."""


class OutOfStock(StockError):
    """One that is raised without a message."""


def take(item, count):
    if count > 3:
        raise StockError(f"only 3 of {item} left, {count} wanted")
    return count


def take_any(item):
    raise OutOfStock


def price(prices, item):
    try:
        return prices[item]
    except KeyError as error:
        raise StockError(f"no price for {item}") from error


def check(lines):
    raise ValueError("the order is wrong:\n" + "\n".join(lines))


def check_all(orders):
    errors = [StockError(f"order {order} is wrong") for order in orders]
    raise ExceptionGroup("orders refused", errors)
