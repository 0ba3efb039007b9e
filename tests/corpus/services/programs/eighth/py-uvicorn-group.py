import asyncio, threading, time, logging
import httpx, uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
class StockError(Exception):
    pass
async def price(sku):
    await asyncio.sleep(0.01)
    raise TimeoutError(f"price of {sku}: 2.0s")
async def stock(sku):
    await asyncio.sleep(0.01)
    try:
        {}[sku]
    except KeyError as e:
        err = StockError(f"no stock row for {sku}")
        err.add_note("shard: eu-3")
        raise err from e
async def item(request):
    sku = request.path_params["sku"]
    if sku == "A9":
        async with asyncio.TaskGroup() as tg:
            tg.create_task(price(sku)); tg.create_task(stock(sku))
    return JSONResponse({"sku": sku, "errors": 0})
async def order(request):
    asyncio.create_task(price("bg-7"), name="reprice")
    return JSONResponse({"ok": True})
async def shut():
    raise RuntimeError("flush failed: 3 events lost")
from contextlib import asynccontextmanager
@asynccontextmanager
async def life(app):
    logging.getLogger("uvicorn.error").info("cache warm, 0 errors")
    yield
    await shut()
app = Starlette(routes=[Route("/item/{sku}", item), Route("/order", order), Route("/error/{sku}", item)], lifespan=life)
cfg = uvicorn.Config(app, port=8917, log_level="info")
srv = uvicorn.Server(cfg)
def client():
    while not srv.started:
        time.sleep(0.05)
    with httpx.Client(base_url="http://127.0.0.1:8917") as c:
        for p in ("/item/A1", "/error/ERROR", "/item/A9", "/nope", "/item/A2", "/order", "/item/Traceback"):
            c.get(p); time.sleep(0.1)
        for i in range(12):
            c.get("/item/B%d" % i)
    srv.should_exit = True
threading.Thread(target=client).start()
srv.run()
