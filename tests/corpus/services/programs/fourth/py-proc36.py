import multiprocessing as mp, time, logging, sys
logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s:%(processName)s:%(name)s:%(message)s")
def work(n):
    logging.info("resize %d", n)
    if n == 3:
        try: int("12px")
        except ValueError: raise ZeroDivisionError
    if n == 6: sys.exit("resize 6: error budget used up")
if __name__ == "__main__":
    for n in range(1, 12):
        p = mp.Process(target=work, args=(n,), name="resizer-%d" % n); p.start(); p.join()
        logging.info("exit code %s, no fatal error", p.exitcode)
    logging.error("2 of 11 failed")
    logging.info("bye")
