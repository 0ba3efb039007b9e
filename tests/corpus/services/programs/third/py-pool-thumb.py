"""multiprocessing children: two named processes die, the parent logs it as an error and goes on; spaces and levels in front of time"""
import logging, multiprocessing as mp, os, sys, time

logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(asctime)s %(processName)s | %(message)s")
log = logging.getLogger()


class Refused(Exception):
    def __str__(self):
        return "refused: " + ", ".join(self.args)


def work(n):
    log.info("part %d begins", n)
    if n == 3:
        raise Refused("part 3", "no licence")
    if n == 6:
        [].pop()
    log.info("part %d done, exit 0, no error", n)


if __name__ == "__main__":
    mp.set_start_method("fork")
    for n in range(9):
        p = mp.Process(target=work, args=(n,), name="scaler-%d" % n)
        p.start()
        p.join()
        if p.exitcode:
            log.error("%s left with %d", p.name, p.exitcode)
    log.info("6 of 8 parts, error rate 0.25")
    mp.current_process().name = "closer"
    log.critical("quota file is missing\n  looked in /srv/quota\n  and in /srv/etc/quota")
    log.info("bye")
