import os, pathlib, scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.exceptions import DropItem
base = pathlib.Path("/srv/blind8-py/app/site"); base.mkdir(exist_ok=True)
for n, p in (("a", "12.50"), ("b", "0 errors"), ("c", "7.00"), ("error", "9.99"), ("sold-out", "3.10")):
    (base / f"{n}.html").write_text(f"<h1>{n}</h1><span class=price>{p}</span>")
(base / "broken.html").write_text("<h1>x</h1>")
class PriceMissing(LookupError):
    pass
class Pipe:
    def process_item(self, item, spider):
        if item["name"] == "sold-out":
            raise DropItem("sold out, error_rate=0: %s" % item["name"])
        if item["price"] > 10:
            raise OverflowError("price %.2f above the limit\nlimit is 10.00" % item["price"])
        return item
class Prices(scrapy.Spider):
    name = "prices"
    start_urls = [f"file://{base}/{n}.html" for n in ("c", "a", "error", "sold-out", "missing")]
    custom_settings = {"CONCURRENT_REQUESTS": 1, "TELNETCONSOLE_ENABLED": False, "RETRY_TIMES": 1, "LOG_LEVEL": "DEBUG", "ITEM_PIPELINES": {Pipe: 1}}
    def parse(self, response):
        p = response.css(".price::text").get()
        if p is None:
            raise PriceMissing("no .price in " + response.url)
        self.logger.info("ERROR: 0 for %s", response.css("h1::text").get())
        yield {"name": response.css("h1::text").get(), "price": float(p)}
p = CrawlerProcess(); p.crawl(Prices); p.start()
