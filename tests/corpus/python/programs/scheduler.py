"""APScheduler: a job that fails."""
import logging
import time

from apscheduler.schedulers.background import BackgroundScheduler

from shop import store

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def nightly():
    store.reserve("A-100", 9)


s = BackgroundScheduler(timezone="UTC")
s.add_job(nightly, "interval", seconds=1, id="nightly")
s.start()
time.sleep(1.5)
s.shutdown()
