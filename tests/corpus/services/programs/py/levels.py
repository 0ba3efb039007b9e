import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG, format="%(asctime)s %(levelname)s [%(name)s] [%(filename)s:%(lineno)d] - %(message)s")
log = logging.getLogger("sync.runner")
def probe(n): raise TimeoutError("probe %d" % n) if n % 3 else LookupError("row\nwas gone")
for n in range(1, 9):
    log.info("sync of part %d begins", n)
    try: probe(n)
    except TimeoutError: log.debug("part %d slow, will retry", n, exc_info=True)
    except LookupError: log.warning("part %d ignored", n, exc_info=True)
    if n == 5:
        log.error("upload of part %d refused:\n  status: 413\n  body: {\"error\": \"too large\"}\nwill not be retried", n)
    if n == 7:
        try: probe(3)
        except LookupError as e:
            try: probe(4)
            except TimeoutError: log.error("part %d lost both ways", n, exc_info=True)
    log.info("sync of part %d ends: errors=%d", n, 0)
log.critical("quota used up")
log.info("done, see ERROR lines above if any")
