"""A celery worker's tasks (broker and results in memory, the worker runs in this process)."""
import sys
import threading
import time

from celery import Celery
from celery.utils.log import get_task_logger

app = Celery("depot", broker="memory://", backend="cache+memory://")
log = get_task_logger(__name__)


@app.task(name="depot.pick")
def pick(shelf):
    log.info("picking from shelf %s, 0 errors so far", shelf)
    if shelf == 7:
        log.error("shelf 7 is empty")
    if shelf == 8:
        log.critical("shelf 8 has fallen over\nboard 3 broke")
    if shelf == 9:
        log.warning("shelf 9 is low, ERROR soon")
    return shelf


def feed(shelves):
    time.sleep(3)
    for shelf in shelves:
        pick.delay(shelf)
        time.sleep(0.05)
    time.sleep(2)
    app.control.broadcast("shutdown")


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    threading.Thread(target=feed, args=([1 + i % 5 for i in range(n)] if n else (3, 7, 9, 8, 5),), daemon=True).start()
    app.worker_main(["worker", "-P", "solo", "-l", "INFO", "-n", "w1@depot-1", "--without-gossip", "--without-mingle"])
