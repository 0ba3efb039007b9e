"""fastapi behind uvicorn: handler, validation of a response; Python 3.10"""
import asyncio, threading, time, httpx, uvicorn, contextlib
from fastapi import FastAPI
from pydantic import BaseModel
app = FastAPI()
class Item(BaseModel):
    sku: str
    price: float
@app.get("/item/{i}", response_model=Item)
def item(i: int):
    return {"sku": "S%d" % i, "price": 3.5 if i < 3 else "free"}
@app.get("/error/stats")
def stats():
    return {"errors": 0}
def client():
    time.sleep(1.0)
    with httpx.Client(base_url="http://127.0.0.1:18666") as c:
        for p in ("/item/1", "/error/stats", "/item/2", "/item/5", "/error/stats", "/item/x"):
            c.get(p)
    srv.should_exit = True
srv = uvicorn.Server(uvicorn.Config(app, port=18666, log_level="info"))
threading.Thread(target=client).start()
srv.run()
