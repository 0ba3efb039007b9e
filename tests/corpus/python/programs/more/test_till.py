import pytest, logging
log = logging.getLogger("till")
def price(sku):
    return {"tea": 450}[sku]
def total(cart):
    return sum(price(s) for s in cart)
class TillError(Exception): pass
def test_ok(): assert total(["tea"]) == 450
def test_missing(): total(["tea", "cup"])
def test_assert(): assert total(["tea", "tea"]) == {"sum": 900, "lines": [1,2,3]}
def test_chain():
    log.error("till is open")
    try: price("x")
    except KeyError as e: raise TillError("cannot price x\nsecond line") from e
@pytest.fixture
def drawer():
    print("opening drawer")
    yield 1
    raise OSError(28, "No space left on device", "/var/till")
def test_drawer(drawer): pass
@pytest.fixture
def broken(): raise RuntimeError("no drawer")
def test_broken(broken): pass
def test_thread():
    import threading
    t = threading.Thread(target=lambda: 1/0); t.start(); t.join()
