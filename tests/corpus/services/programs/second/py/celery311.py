import time, sys
from celery import Celery
app = Celery("orders", broker="memory://", backend="cache+memory://")
app.conf.worker_hijack_root_logger = True
app.conf.broker_connection_retry_on_startup = True
class OutOfStock(Exception): pass
@app.task(name="orders.reserve")
def reserve(sku, n):
    if n > 5:
        raise OutOfStock(f"{sku}: {n} wanted, 5 there")
    return {"sku": sku, "errors": 0}
@app.task(name="orders.ship", bind=True, max_retries=1, default_retry_delay=0.1)
def ship(self, sku):
    try:
        {}[sku]
    except KeyError as e:
        raise self.retry(exc=e)
if __name__ == "__main__":
    import threading, os, signal
    def feed():
        time.sleep(1.5)
        for n in (1, 2, 9, 3): reserve.delay("error-mug", n)
        ship.delay("tea"); time.sleep(2.5); os.kill(os.getpid(), signal.SIGTERM)
    threading.Thread(target=feed, daemon=True).start()
    app.worker_main(["worker", "-P", "solo", "-l", "INFO", "--without-gossip", "--without-mingle", "--without-heartbeat", "-n", "w1@farm"])
