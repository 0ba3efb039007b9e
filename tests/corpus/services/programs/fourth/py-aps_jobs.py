import logging, sys, time, datetime
from apscheduler.schedulers.background import BackgroundScheduler
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(levelname)-8s [%(threadName)s] %(name)s - %(message)s")
class StockError(Exception): pass
n = 0
def sync_stock():
    global n; n += 1
    logging.getLogger("stock").info("sync run %d, last_error=None, fatal=0", n)
    if n == 4:
        e = StockError("warehouse 7 sent\n  2 negative rows\n  first: -3")
        e.add_note("batch=2231")
        raise e
def mail():
    if n == 6: logging.getLogger("mail").critical("smtp relay gone, giving up on 12 mails")
    else: logging.getLogger("mail").info("no ERROR mails in queue")
s = BackgroundScheduler()
s.add_job(sync_stock, "interval", seconds=0.15); s.add_job(mail, "interval", seconds=0.15, start_date=datetime.datetime.now()+datetime.timedelta(seconds=0.05))
s.start(); time.sleep(1.3); s.shutdown()
