"""What Python 2.7 cannot parse."""


def raise_from(new, old):
    raise new from old
