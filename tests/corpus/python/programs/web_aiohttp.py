import logging
import sys

from aiohttp import web

from shop import store


async def ok(request):
    return web.Response(text="fine\n")


async def reserve(request):
    store.reserve(request.match_info["sku"], 5)


logging.basicConfig(level=logging.INFO)
app = web.Application()
app.add_routes([web.get("/ok", ok), web.get("/reserve/{sku}", reserve)])
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
