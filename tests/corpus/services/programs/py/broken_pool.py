import concurrent.futures as cf, os, logging, sys, time
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(relativeCreated)6d ms %(processName)s %(levelname)s - %(message)s")
log = logging.getLogger()
def score(n):
    time.sleep(0.05)
    if n == 5: os._exit(139)
    return n * n
def main():
    with cf.ProcessPoolExecutor(1) as ex:
        fs = {ex.submit(score, n): n for n in range(8)}
        for f in cf.as_completed(fs):
            if f.exception() is None: log.info("scored %d -> %d (0 errors so far)", fs[f], f.result())
            else:
                try: f.result()
                except cf.process.BrokenProcessPool as e:
                    try: raise RuntimeError("scoring of %d lost" % 5)
                    except RuntimeError: log.critical("giving up", exc_info=True)
                break
    log.info("report: nothing written")
if __name__ == "__main__": main()
