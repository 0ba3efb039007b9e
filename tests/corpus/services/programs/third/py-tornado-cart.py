"""tornado with its own log format: a handler raises, an HTTPError is only a warning, a callback of the loop fails"""
import asyncio, logging, sys
import tornado.httpclient, tornado.ioloop, tornado.log, tornado.web


class Cart(tornado.web.RequestHandler):
    def get(self, n):
        if n == "404":
            raise tornado.web.HTTPError(404, "no such cart")
        self.write({"cart": n, "share": 100 // (int(n) - 4)})


def tick():
    raise PermissionError("carts may not be expired by guest")


async def main():
    h = logging.StreamHandler(sys.stdout)
    h.setFormatter(tornado.log.LogFormatter(color=False))
    logging.getLogger().addHandler(h)
    logging.getLogger().setLevel(logging.INFO)
    app = tornado.web.Application([(r"/cart/(\w+)", Cart)])
    app.listen(8793, "127.0.0.1")
    c = tornado.httpclient.AsyncHTTPClient()
    for n in ["0", "1", "2", "404", "3", "4", "5", "6", "7", "404", "8", "9"]:
        await c.fetch("http://127.0.0.1:8793/cart/" + n, raise_error=False)
    logging.info("error page rendered 2 times; Exceptions seen: 1")
    tornado.ioloop.IOLoop.current().add_callback(tick)
    await asyncio.sleep(0.1)
    for n in ["10", "11", "12"]:
        await c.fetch("http://127.0.0.1:8793/cart/" + n, raise_error=False)


asyncio.run(main())
