"""Small order API on aiohttp; a smoke client drives it and then stops it."""
import asyncio
import logging

import aiohttp
from aiohttp import web

log = logging.getLogger("orders.api")

STOCK = {"tea": 12, "coffee": 3}
PRICES = {"tea": "4.20", "cocoa": "free"}


class PriceListError(Exception):
    pass


def price_of(sku):
    try:
        return float(PRICES[sku])
    except KeyError as e:
        raise PriceListError(f"no price for {sku}") from e


async def order(request):
    body = await request.json()
    sku, n = body["sku"], body["count"]
    total = price_of(sku) * n
    log.info("order sku=%s count=%d total=%.2f", sku, n, total)
    return web.json_response({"total": total})


async def health(request):
    return web.json_response({"errors": 0})


async def smoke(port):
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as s:
        await s.get("/health")
        for sku in ("tea", "coffee", "cocoa"):
            async with s.post("/orders", json={"sku": sku, "count": 2}) as r:
                log.info("client got %d for %s", r.status, sku)
        async with s.get("/no-such-page") as r:
            log.info("client got %d", r.status)


async def main():
    app = web.Application()
    app.add_routes([web.post("/orders", order), web.get("/health", health)])
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 8091)
    await site.start()
    log.info("listening on 8091")
    await smoke(8091)
    await runner.cleanup()
    log.info("bye")


logging.basicConfig(level=logging.INFO,
                    format="%(asctime)s %(levelname)-8s %(name)s: %(message)s")
asyncio.run(main())
