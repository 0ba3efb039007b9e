import unittest
class Cart(unittest.TestCase):
    def test_add(self): self.assertEqual({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]})
    def test_ok(self): self.assertTrue(True)
    def test_remove(self): [].pop()
unittest.main(verbosity=2)
