"""game lobby, aiohttp server + client session not closed; Python 3.10"""
import asyncio, logging, sys
from aiohttp import web, ClientSession
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s.%(msecs)03d [%(levelname)s] (%(name)s) %(message)s", datefmt="%d.%m.%Y %H:%M:%S")
log = logging.getLogger("lobby")
games = {"a": {"players": 2}}
async def game(req):
    return web.json_response({"players": games[req.match_info["id"]]["players"]})
async def join(req):
    try:
        body = await req.json()
    except ValueError as e:
        raise LookupError("join request of %s unreadable" % req.match_info["id"])
    return web.json_response({"errors": []})
async def ping(app):
    await asyncio.sleep(0.05)
    raise ConnectionResetError("peer 7 gone")
async def main():
    app = web.Application()
    app.add_routes([web.get("/game/{id}", game), web.post("/game/{id}/join", join)])
    r = web.AppRunner(app); await r.setup()
    await web.TCPSite(r, "127.0.0.1", 18777).start()
    t = asyncio.create_task(ping(app), name="pinger")
    async with ClientSession() as s:
        for i in range(6):
            await (await s.get("http://127.0.0.1:18777/game/a")).read()
        log.info("warm, errors=0, last_error=None")
        await (await s.get("http://127.0.0.1:18777/game/zz")).read()
        for i in range(3):
            await (await s.get("http://127.0.0.1:18777/game/a")).read()
        await (await s.post("http://127.0.0.1:18777/game/a/join", data=b"{", headers={"content-type": "application/json"})).read()
        await asyncio.sleep(0.1)
    del t
    import gc; gc.collect()
    log.info("lobby closed")
    await r.cleanup()
asyncio.run(main())
