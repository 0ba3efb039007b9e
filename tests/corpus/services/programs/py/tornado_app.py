import tornado.ioloop, tornado.web, tornado.httpclient, tornado.options, asyncio
tornado.options.define("port", 8932); tornado.options.parse_command_line(["x", "--logging=info"])
class Ok(tornado.web.RequestHandler):
    def get(self): self.write("0 errors")
class Bad(tornado.web.RequestHandler):
    async def get(self):
        await asyncio.sleep(0)
        self.write(self.lookup(self.get_argument("id")))
    def lookup(self, i): return {"1": "a"}[i]
async def main():
    app = tornado.web.Application([("/ok", Ok), ("/bad", Bad)]); app.listen(8932, "127.0.0.1")
    c = tornado.httpclient.AsyncHTTPClient()
    for u in ["/ok"] * 8 + ["/bad?id=2"] + ["/ok"] * 4 + ["/none"] + ["/ok"] * 3: await c.fetch("http://127.0.0.1:8932" + u, raise_error=False)
    def later(): raise BufferError("queue of client 7 full")
    tornado.ioloop.IOLoop.current().add_callback(later); await asyncio.sleep(0.1)
    import logging; logging.getLogger("gate").info("closing")
asyncio.get_event_loop().run_until_complete(main())
