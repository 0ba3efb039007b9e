class ShopError(Exception):
    """Base of all our errors."""


class OutOfStock(ShopError):
    def __init__(self, sku, wanted, left):
        self.sku, self.wanted, self.left = sku, wanted, left
        Exception.__init__(self, "%s: wanted %d, only %d left" % (sku, wanted, left))


class PaymentDeclined(ShopError):
    pass


class Silent(ShopError):
    def __str__(self):
        return ""


class Unprintable(ShopError):
    def __str__(self):
        raise RuntimeError("cannot show this")
