import asyncio, http.client
from websockets.asyncio.client import connect
def get(p):
    c = http.client.HTTPConnection("127.0.0.1", 18862, timeout=5)
    try:
        c.request("GET", p); r = c.getresponse(); print(p, r.status, r.read()[:60])
    except Exception as e: print(p, repr(e))
import time
for p in ("/quote/SAP", "/quote/Error:%20x", "/refresh", "/quote/BMW", "/nosuch"): get(p); time.sleep(.2)
get("/export"); time.sleep(.2)
async def w():
    try:
        async with connect("ws://127.0.0.1:18862/ws") as c:
            await c.send("gold"); print(await c.recv())
    except Exception as e: print(repr(e))
asyncio.run(w())
for p in ("/quote/VOW3", "/quote/ALV"): get(p)
