"""price crawler on httpx: nothing listens; Python 3.12"""
import httpx, logging, sys, asyncio
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
log = logging.getLogger("prices")
class Gone(Exception): pass
def get(sku):
    try:
        return httpx.get(f"http://127.0.0.1:18001/price/{sku}", timeout=1).json()
    except httpx.ConnectError as e:
        raise Gone(f"no price for {sku}") from e
for s in ("tea",):
    log.info("fetching %s", s)
    get(s)
