"""payment bus consumer: kafka, mongo and postgres are all away; Python 3.9"""
import logging, sys
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s,%(process)d %(levelname)s %(name)s: %(message)s", datefmt="%Y/%m/%d %H:%M:%S")
log = logging.getLogger("paybus")
which = sys.argv[1]
log.info("paybus starting, profile=%s, error_topic=payments.error", which)
if which == "kafka":
    from kafka import KafkaConsumer
    log.info("connecting")
    c = KafkaConsumer("payments", bootstrap_servers="127.0.0.1:19092", api_version_auto_timeout_ms=1500)
elif which == "mongo":
    import pymongo
    m = pymongo.MongoClient("mongodb://127.0.0.1:27999/", serverSelectionTimeoutMS=400)
    for i in range(3):
        log.info("flush %d: 0 documents, 0 errors", i)
    try:
        m.bus.events.insert_one({"_id": 1})
    except pymongo.errors.ServerSelectionTimeoutError as e:
        log.warning("primary not reachable, will try once more", exc_info=True)
    m.bus.events.count_documents({})
else:
    import psycopg2
    def connect():
        return psycopg2.connect(host="127.0.0.1", port=25432, dbname="bank", user="teller", connect_timeout=1)
    for n in (1, 2):
        try:
            connect()
        except psycopg2.OperationalError:
            log.exception("attempt %d of 2 failed", n)
    log.critical("giving up: no database")
    log.info("exit status 3 (errors counted: 2)")
