import unittest, logging, warnings, asyncio
log = logging.getLogger("cart")
class DiscountError(ValueError):
    """bad discount"""
def discount(p, d):
    if d > 1:
        raise DiscountError(f"discount {d} > 1\n  price was {p}")
    return p * (1 - d)
class CartTest(unittest.TestCase):
    def test_error_page_is_0_errors(self): self.assertEqual(discount(4, .5), 2)
    def test_discount(self): self.assertEqual(discount(10, 3), 7)
    def test_total(self):
        self.assertEqual({"total": 12, "tax": 2}, {"total": 12, "tax": 3}, "tax of cart 8")
    def test_expected(self):
        with self.assertRaises(DiscountError): discount(1, 2)
    def test_sub(self):
        for c in ("eur", "usd"):
            with self.subTest(c): self.assertIn(c, "eur usd")
    @unittest.expectedFailure
    def test_known(self): discount(1, 5)
    @unittest.skip("ERROR: no network")
    def test_net(self): pass
class DbTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try: open("/srv/none/db.sqlite").read()
        except OSError as e: raise unittest.TestCase.failureException("database not there") from e
    def test_q(self): pass
if __name__ == "__main__":
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    unittest.main(verbosity=2)
