import luigi, logging
class Extract(luigi.Task):
    day = luigi.Parameter()
    done = False
    def run(self):
        logging.getLogger("etl").info("extract %s: 312 rows, 0 errors", self.day)
        if self.day == "2026-11-19":
            try:
                {"eur": 1}["gbp"]
            except KeyError as e:
                raise ValueError("no rate for %s" % self.day) from e
        Extract.done = Extract.done or {self.day}; Extract.done = set(Extract.done) | {self.day}
    def complete(self):
        return bool(Extract.done) and self.day in Extract.done
class Load(luigi.Task):
    def requires(self):
        return [Extract(day="2026-11-%d" % d) for d in (17, 18, 19)]
    def complete(self):
        return False
    def run(self):
        pass
class Audit(luigi.Task):
    def complete(self):
        raise PermissionError(13, "Permission denied", "/var/lib/audit/error.idx")
if __name__ == "__main__":
    luigi.build([Load(), Audit()], local_scheduler=True, workers=1, log_level="INFO")
