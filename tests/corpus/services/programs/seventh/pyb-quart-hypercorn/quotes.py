"""Quotes API: Quart under Hypercorn, background tasks and a websocket."""
import asyncio
import logging
from logging.config import dictConfig

from quart import Quart, jsonify, websocket

dictConfig({"version": 1, "disable_existing_loggers": False,
            "formatters": {"f": {"format": "%(levelname)s [%(asctime)s] %(name)s - %(message)s"}},
            "handlers": {"c": {"class": "logging.StreamHandler", "formatter": "f"}},
            "root": {"level": "INFO", "handlers": ["c"]}})
app = Quart("quotes")
log = logging.getLogger("quotes.api")


class FeedError(RuntimeError):
    pass


async def feed(name, wait):
    await asyncio.sleep(wait)
    if name == "lse":
        raise FeedError("lse: handshake refused")
    if name == "xetra":
        try:
            int("12,5")
        except ValueError as e:
            raise FeedError("xetra: bad tick") from e


@app.get("/quote/<sym>")
async def quote(sym):
    log.info("quote %s errors=0", sym)
    return jsonify(sym=sym, price=12)


@app.get("/refresh")
async def refresh():
    log.info("refreshing all feeds")
    async with asyncio.TaskGroup() as tg:
        for i, n in enumerate(("nyse", "lse", "xetra")):
            tg.create_task(feed(n, 0.01))
    return "ok"


@app.get("/warm")
async def warm():
    async def job():
        await asyncio.sleep(.05)
        log.info("warming cache /error/500.html")
        return {}["lru"]
    app.add_background_task(job)
    return "started", 202


@app.get("/export")
async def export():
    async def gen():
        yield b"sym;price\n"
        await asyncio.sleep(.05)
        raise OSError(28, "No space left on device", "/var/spool/quotes.csv")
    return gen(), 200


@app.websocket("/ws")
async def ws():
    await websocket.accept()
    msg = await websocket.receive()
    log.info("ws subscribe %s", msg)
    raise PermissionError(f"not subscribed: {msg}")
