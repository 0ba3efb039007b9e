"""Nothing goes wrong: 200+ lines of look-alikes from logging, warnings and prints with headers; handled exceptions only by name"""
import logging, sys, random
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format="%(asctime)s %(levelname)-7s [%(name)s] %(message)s")
r = random.Random(4)
lines = ["GET /errors/Handler.py 200", "error_rate=0 panic=0 fatal=0", "ERROR: 0, WARNING: 0", "retry 1 of 3 after TimeoutError('slow')",
         "loaded module exceptions.handlers", "Traceback is switched off", "ValueError: ignored, the default is used", "File \"/srv/shop/list.csv\", line 12, in stock",
         "last exception: None", "CRITICAL path took 12 ms", "[ERROR] filter matched 0 lines", "thread 'main' has panicked 0 times", "job raised no exception",
         "Caused by: customer request", "During handling of the above order, another order came", "The above exception list is empty", "no Exception in thread Thread-1",
         "report: \n  errors      0\n  exceptions  0\n  Fatal       0", "query plan:\n  -> scan on error_log  (rows=0)\n  -> filter level = 'ERROR'",
         "KeyError handled: 'colour'", "Error: none"]
names = ["shop.web", "shop.errors", "shop.db", "exceptions.audit"]
for i in range(220):
    m = r.choice(lines)
    logging.getLogger(r.choice(names)).log(r.choice([10, 20, 20, 20, 30]), m)
try:
    int("x")
except ValueError as e:
    logging.getLogger("shop.web").warning("bad number ignored: %r", e)
