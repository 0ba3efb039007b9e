from shop.errors import OutOfStock

STOCK = {"A-100": 3, "B-200": 0}


class Warehouse(object):
    def __init__(self, stock):
        self.stock = stock

    def take(self, sku, count):
        left = self.stock[sku]
        if left < count:
            raise OutOfStock(sku, count, left)
        self.stock[sku] = left - count
        return self.stock[sku]


def reserve(sku, count):
    return Warehouse(dict(STOCK)).take(sku, count)


def price(row):
    return (row["net"] * (1 + row["tax"]["rate"]) + row["fees"]["handling"]) / row["count"]
