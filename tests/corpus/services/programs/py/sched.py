import logging, sys, time, io
from lxml import etree
from apscheduler.schedulers.background import BackgroundScheduler
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)-7s %(asctime)s %(name)s :: %(message)s")
s = BackgroundScheduler()
@s.scheduled_job("interval", seconds=0.2, name="stock")
def stock(): logging.getLogger("stock").info("imported 12 rows, errors 0")
@s.scheduled_job("interval", seconds=0.5, name="prices", max_instances=1)
def prices(): etree.parse(io.BytesIO(b"<prices>\n<p>3</prices>"))
s.start(); time.sleep(1.3); s.shutdown()
