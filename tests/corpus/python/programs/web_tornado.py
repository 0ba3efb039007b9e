import asyncio
import sys

import tornado.ioloop
import tornado.log
import tornado.web

from shop import store


class Reserve(tornado.web.RequestHandler):
    async def get(self, sku):
        store.reserve(sku, 5)


class Ok(tornado.web.RequestHandler):
    def get(self):
        self.write("fine\n")


async def main():
    tornado.log.enable_pretty_logging()
    app = tornado.web.Application([("/ok", Ok), ("/reserve/(.*)", Reserve)])
    app.listen(int(sys.argv[1]), "127.0.0.1")
    await asyncio.sleep(0.05)
    tornado.ioloop.IOLoop.current().add_callback(lambda: {}["tick"])
    await asyncio.Event().wait()

asyncio.run(main())
