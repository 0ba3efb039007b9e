import tornado.ioloop, tornado.web, tornado.httpclient, tornado.log, asyncio, logging, tornado.options
tornado.options.parse_command_line(["x", "--logging=info"])
class Stock(tornado.web.RequestHandler):
    def get(self, sku):
        if sku == "404": raise tornado.web.HTTPError(404, "no such sku; error=none")
        if sku == "x9":
            with open("/srv/blind5-py/none/x9.json") as f: pass
        self.write("ok")
class Bad(tornado.web.RequestHandler):
    def prepare(self): self.write(object())
async def main():
    a = tornado.web.Application([(r"/stock/(\w+)", Stock), ("/bad", Bad)], log_function=lambda h: logging.info("%s served, status %d, errors: none", h.request.path, h.get_status()))
    a.listen(18932, "127.0.0.1")
    c = tornado.httpclient.AsyncHTTPClient()
    for u in ("stock/a", "stock/404", "stock/b", "stock/x9", "stock/c", "error/Handler", "bad", "stock/d"):
        await c.fetch("http://127.0.0.1:18932/"+u, raise_error=False)
    tornado.ioloop.IOLoop.current().add_callback(lambda: 1 % 0)
    await asyncio.sleep(.1)
    logging.info("stopping, 0 errors")
asyncio.run(main())
