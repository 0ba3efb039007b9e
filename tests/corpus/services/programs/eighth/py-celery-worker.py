import os, logging
from celery import Celery
from celery.utils.log import get_task_logger
os.makedirs("q", exist_ok=True)
app = Celery("shop", broker="filesystem://")
app.conf.update(broker_transport_options={"data_folder_in": "q", "data_folder_out": "q", "control_folder": "q"}, task_ignore_result=True, worker_hijack_root_logger=True)
log = get_task_logger("shop.tasks")
class GatewayDown(Exception):
    pass
@app.task(name="shop.ship")
def ship(n):
    log.info("shipping %s, errors so far: 0", n)
    if n == 3:
        raise GatewayDown("carrier said 503\nbody: <error/>")
    return "ok %d" % n
@app.task(name="shop.bill", bind=True, max_retries=2, default_retry_delay=0)
def bill(self, n):
    try:
        return 100 / n
    except ZeroDivisionError as e:
        if self.request.retries < 1:
            log.warning("billing %s failed, will retry", n, exc_info=True)
        raise self.retry(exc=e, countdown=0)
@app.task(name="shop.stop")
def stop():
    log.info("asked to stop")
    import signal, time
    time.sleep(1)
    os.kill(os.getppid(), signal.SIGTERM)
if __name__ == "__main__":
    import sys
    if sys.argv[1:] == ["send"]:
        for i in (1, 2, 3, 4):
            ship.delay(i)
        bill.delay(5); bill.delay(0); ship.delay(6)
        app.send_task("shop.unknown", args=["x"])
    elif sys.argv[1:] == ["stop"]:
        stop.delay()
    else:
        app.worker_main(["worker", "-l", "INFO", "-c", "1", "-P", "solo", "-n", "w1@depot", "--without-gossip", "--without-mingle"])
