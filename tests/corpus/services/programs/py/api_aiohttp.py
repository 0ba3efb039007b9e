import asyncio, logging, sys
import aiohttp
from aiohttp import web
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname).1s %(name)s[%(process)d]: %(message)s")
async def ok(r): return web.json_response({"ok": True})
async def quote(r):
    body = await r.json()
    return web.json_response({"price": body["qty"] * rates[body["cur"]]})
rates = {"EUR": 1.0}
@web.middleware
async def mw(req, handler): return await handler(req)
async def main():
    app = web.Application(middlewares=[mw]); app.add_routes([web.get("/ok", ok), web.post("/quote", quote)])
    run = web.AppRunner(app); await run.setup(); site = web.TCPSite(run, "127.0.0.1", 8931); await site.start()
    async with aiohttp.ClientSession("http://127.0.0.1:8931") as s:
        for _ in range(5): await s.get("/ok?error=none")
        await s.post("/quote", json={"qty": 2, "cur": "EUR"})
        await s.post("/quote", data="not json", headers={"Content-Type": "application/json"})
        for _ in range(5): await s.get("/ok")
        await s.post("/quote", json={"qty": 2, "cur": "USD"})
        for _ in range(5): await s.get("/ok")
        async def bg(): await s.get("http://127.0.0.1:9/metrics")
        t = asyncio.create_task(bg(), name="metrics-push"); await asyncio.sleep(0.2); del t
        import gc; gc.collect()
        await s.get("/ok")
    await run.cleanup()
asyncio.run(main())
