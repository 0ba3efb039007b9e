"""FastAPI under uvicorn: request failure, failure at start, websocket failure."""
import os
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shop import store


@asynccontextmanager
async def lifespan(app):
    if os.environ.get("BREAK_START"):
        raise RuntimeError("no database at start")
    yield

app = FastAPI(lifespan=lifespan)


@app.get("/ok")
async def ok():
    return "fine"


@app.get("/reserve/{sku}")
def reserve(sku: str):
    store.reserve(sku, 5)


@app.get("/group")
async def group():
    raise ExceptionGroup("2 shops failed", [ValueError("berlin"), TimeoutError("paris")])
