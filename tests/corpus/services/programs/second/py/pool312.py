"""genome k-mer counter over a process pool; Python 3.12"""
import concurrent.futures as cf, multiprocessing as mp, sys, logging
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(processName)s %(levelname)s %(message)s")
log = logging.getLogger()
class BadBase(ValueError):
    pass
def count(name, seq):
    log.info("%s: %d bases, error_rate=0.0", name, len(seq))
    bad = set(seq) - set("ACGTN")
    if bad:
        raise BadBase(f"{name}: {''.join(sorted(bad))} in sequence")
    return len({seq[i:i + 3] for i in range(len(seq))})
def main(kind):
    jobs = [(f"chr{i}", "ACGT" * i) for i in range(1, 10)] + [("chrX", "ACGU")]
    if kind == "pool":
        with mp.get_context("fork").Pool(1) as p:
            print(p.starmap(count, jobs))
    with cf.ProcessPoolExecutor(1, mp_context=mp.get_context("fork")) as ex:
        fs = [ex.submit(count, *j) for j in jobs]
        for f in fs:
            try:
                log.info("kmers %d", f.result())
            except BadBase as e:
                raise RuntimeError("assembly stopped") from e
if __name__ == "__main__":
    main(sys.argv[1])
