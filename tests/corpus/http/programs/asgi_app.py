# The order shop in FastAPI, for uvicorn.
import asyncio

from fastapi import FastAPI, HTTPException
from fastapi.responses import PlainTextResponse

ANY = ["GET", "HEAD", "OPTIONS", "POST"]
FAILING = {"/refuse": 403, "/login": 401, "/bad": 400, "/gone": 404, "/busy": 503, "/gateway": 502, "/late": 504,
           "/many": 429, "/teapot": 418}
PLAIN = {"/health": 503, "/health/deep": 503, "/static/app.js": 500, "/report.json": 500}

app = FastAPI()


def reserve(item):
    raise ValueError(f"no stock of item {item}")


def fill(order):
    return reserve(order["item"])


def charge(order_id):
    return {"open": 1}[f"order-{order_id}"]


@app.get("/")
@app.get("/orders/{order_id}")
@app.get("/note/{text:path}")
@app.get("/search")
@app.get("/errors/500.html")
async def fine():
    return "fine"


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return "slow"


@app.api_route("/boom", methods=ANY)
@app.api_route("/static/broken.css", methods=ANY)
async def boom():
    return fill({"item": 7})


@app.post("/orders/{order_id}/pay")
async def pay(order_id: int):
    return charge(order_id)


def refusing(status):
    async def refuse():
        raise HTTPException(status)
    return refuse


def answering(status):
    async def answer():
        return PlainTextResponse("failed\n", status)
    return answer


for path, status in FAILING.items():
    app.add_api_route(path, refusing(status), methods=ANY)
for path, status in PLAIN.items():
    app.add_api_route(path, answering(status), methods=ANY)
