import logging, asyncio, tornado.web, tornado.httpclient, tornado.log
tornado.log.enable_pretty_logging()
log = logging.getLogger("catalog")
logging.getLogger().setLevel(logging.INFO)
class Health(tornado.web.RequestHandler):
    def get(self): self.write("ok")
class Price(tornado.web.RequestHandler):
    def get(self, sku):
        try:
            amount = {"a1": 5}[sku]
        except KeyError:
            raise LookupError("no price for sku %s: ERROR table empty" % sku)
        self.write(str(amount / int(self.get_argument("n"))))
async def main():
    app = tornado.web.Application([("/health", Health), ("/price/(.*)", Price), ("/error/report", Health)])
    app.listen(18733, "127.0.0.1")
    c = tornado.httpclient.AsyncHTTPClient()
    log.info("catalog up, errors=0, panic_button=off")
    for p in ["/health"]*8 + ["/error/report", "/price/a1?n=2", "/price/zz", "/health", "/nope", "/health", "/price/a1?n=0"] + ["/health", "/error/report"]*5:
        await c.fetch("http://127.0.0.1:18733" + p, raise_error=False)
        log.info("probe %s done, 0 errors so far in exception queue", p)
asyncio.run(main())
