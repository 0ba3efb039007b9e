"""Distance service on tornado, with its own command line and log format."""
import asyncio
import math
import random

import tornado.ioloop
import tornado.log
import tornado.options
import tornado.web
from tornado.httpclient import AsyncHTTPClient

PLACES = {"oslo": (59.91, 10.75), "rome": (41.89, 12.49), "null": None}


class Distance(tornado.web.RequestHandler):
    async def get(self, a, b):
        tornado.log.app_log.info("distance %s to %s", a, b)
        try:
            (x1, y1), (x2, y2) = PLACES[a], PLACES[b]
        except KeyError as e:
            raise tornado.web.HTTPError(404, "unknown place %s", e)
        self.write({"degrees": round(math.hypot(x1 - x2, y1 - y2), 2)})


def refresh():
    """Called every now and then to reload the table."""
    rows = ["oslo;59.91;10.75", "rome;41.89"]
    for row in rows:
        name, lat, lon = row.split(";")
        PLACES[name] = (float(lat), float(lon))


async def main():
    app = tornado.web.Application([(r"/distance/(\w+)/(\w+)", Distance)])
    server = app.listen(8411, address="127.0.0.1")
    tornado.log.app_log.info("listening on 8411")
    client = AsyncHTTPClient()
    base = "http://127.0.0.1:8411/distance/"
    for path in ("oslo/rome", "oslo/paris", "rome/null"):
        await client.fetch(base + path, raise_error=False)
    timer = tornado.ioloop.PeriodicCallback(refresh, 200)
    timer.start()
    await asyncio.sleep(0.3)
    timer.stop()
    await client.fetch(base + "rome/oslo", raise_error=False)
    server.stop()
    tornado.log.app_log.info("bye")


tornado.options.parse_command_line()
asyncio.run(main())
