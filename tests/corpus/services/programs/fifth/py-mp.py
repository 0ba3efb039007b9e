import multiprocessing as mp, logging, sys, time
log = mp.log_to_stderr(logging.INFO)
def crunch(n):
    log.info("crunch %d: no errors", n)
    if n == 2: raise BufferError(f"tile {n} exports exist")
if __name__ == "__main__":
    mp.set_start_method("fork")
    for i in range(4):
        p = mp.Process(target=crunch, args=(i,), name=f"tile-{i}"); p.start(); p.join()
    log.error("1 tile missing")
