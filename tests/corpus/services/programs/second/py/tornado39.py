"""photo gallery on tornado, its pretty log; Python 3.9"""
import tornado.ioloop, tornado.web, tornado.httpclient, tornado.log, logging, asyncio, sys
tornado.log.enable_pretty_logging()
logging.getLogger().setLevel(logging.INFO)
class Album(tornado.web.RequestHandler):
    def get(self, n):
        self.write({"album": int(n), "next": [3, 1, 4][int(n)]})
class Err(tornado.web.RequestHandler):
    def get(self):
        self.write("no error here")
async def tick():
    raise ZeroDivisionError("tick interval is 0")
async def main():
    app = tornado.web.Application([(r"/album/(\w+)", Album), (r"/error/log", Err)])
    app.listen(18899, "127.0.0.1")
    c = tornado.httpclient.AsyncHTTPClient()
    for p in ["album/1", "error/log", "album/2", "album/9", "error/log", "album/x", "nothing", "album/0"]:
        await c.fetch("http://127.0.0.1:18899/" + p, raise_error=False)
    tornado.ioloop.IOLoop.current().add_callback(tick)
    await asyncio.sleep(0.1)
    for p in ["album/1", "error/log"]:
        await c.fetch("http://127.0.0.1:18899/" + p, raise_error=False)
asyncio.run(main())
