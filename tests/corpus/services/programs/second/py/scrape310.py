"""web scraper with lxml; Python 3.10"""
import logging, sys
from lxml import etree, html
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(message)s (%(levelname)s, %(asctime)s)")
log = logging.getLogger("crawl")
pages = {"/news/1": "<html><body><h1>A</h1></body></html>", "/error/404": "<html><body><h1>Error page</h1></body></html>", "/empty": ""}
def title(p):
    return html.fromstring(pages[p]).xpath("//h1/text()")[0]
for p in list(pages) * 1:
    log.info("GET %s", p)
    try:
        log.debug("title %r", title(p))
    except etree.ParserError:
        log.debug("page %s is empty, skipped", p, exc_info=True)
feed = b"<rss>\n<item><title>x</title>\n<item>\n</rss>\n"
def read_feed():
    return etree.fromstring(feed)
try:
    read_feed()
except etree.XMLSyntaxError as e:
    log.info("feed broken at %s", e.position)
    raise SystemError("feed of /news unusable") from None if len(sys.argv) > 1 else e
