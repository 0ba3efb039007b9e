"""units: lengths and weights for the shop; run as `python -m doctest` in CI.

>>> parse("3 kg")
(3.0, 'kg')
>>> parse("3 stone")
Traceback (most recent call last):
    ...
units.UnitError: unknown unit 'stone'
"""
import sys

UNITS = {"kg": 1.0, "g": 0.001, "lb": 0.4536}
TABLE = {}


class UnitError(ValueError):
    """An unknown unit.

    >>> raise UnitError("furlong")
    Traceback (most recent call last):
    units.UnitError: furlong
    """


def parse(text):
    """
    >>> parse("2 lb")
    (2.0, 'lb')
    >>> parse("")
    Traceback (most recent call last):
    ValueError: empty
    """
    value, unit = text.split()
    if unit not in UNITS:
        raise UnitError("unknown unit %r" % unit)
    return float(value), unit


def to_kg(text):
    """
    >>> to_kg("500 g")
    0.5
    >>> to_kg("1 lb")
    0.45
    >>> to_kg("heavy kg")
    0.0
    """
    try:
        value, unit = parse(text)
        return value * UNITS[unit]
    except ValueError as e:
        raise ArithmeticError("cannot weigh %r" % text) from e


def price(text, per_kg):
    """
    >>> price("2 kg", 3)
    6.0
    >>> price("2 kg", TABLE["apple"])
    5.0
    """
    return to_kg(text) * per_kg
