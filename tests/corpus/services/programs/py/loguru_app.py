from loguru import logger
import sys, yaml
logger.remove(); logger.add(sys.stdout, colorize=False, backtrace=True, diagnose=True)
cfg = "db:\n  host: h\n  port: 1: 2\n"
@logger.catch(message="could not load the config")
def load(text):
    return yaml.safe_load(text)
def ratio(a, b):
    return a / b
for i in range(10): logger.info("sensor {} read ok, error_count={}", i, 0)
load(cfg)
for i in range(3): logger.debug("using defaults for section {}", i)
try: ratio(3, 0)
except ZeroDivisionError: logger.exception("ratio of sensor 4")
logger.success("finished")
