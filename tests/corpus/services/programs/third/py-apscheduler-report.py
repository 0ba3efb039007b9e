"""APScheduler: jobs that raise, one missed, one that logs a trace at WARNING and will try again"""
import logging, sys, time, zipfile, io
from apscheduler.schedulers.background import BackgroundScheduler

logging.basicConfig(level=logging.INFO, stream=sys.stdout,
                    format="%(asctime)s.%(msecs)03d %(process)d --- [%(threadName)s] %(levelname)-5s %(name)s : %(message)s",
                    datefmt="%Y-%m-%dT%H:%M:%S")
log = logging.getLogger("report")
s = BackgroundScheduler({"apscheduler.timezone": "UTC"})


def beat():
    log.info("alive; errors=0 failed=0")


def upload(n=[0]):
    n[0] += 1
    try:
        if n[0] == 2:
            raise TimeoutError("store.example did not answer in 3 s")
        log.info("uploaded part %d", n[0])
    except TimeoutError:
        log.warning("upload of part %d timed out, will try again in 0.4 s", n[0], exc_info=True)


def build():
    try:
        zipfile.ZipFile(io.BytesIO(b"PK\x03\x04 not really"))
    except zipfile.BadZipFile:
        assert False, "report archive is damaged:\n  part 1 of 1\n  size 16"


s.add_job(beat, "interval", seconds=0.25, id="beat")
s.add_job(upload, "interval", seconds=0.4, id="upload")
from datetime import datetime, timedelta, timezone
s.add_job(build, "date", run_date=datetime.now(timezone.utc) + timedelta(seconds=1.1), id="build", name="build")
s.start()
time.sleep(2.1)
s.shutdown()
