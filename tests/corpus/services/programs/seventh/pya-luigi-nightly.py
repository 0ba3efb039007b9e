"""nightly: a small luigi graph; extract -> clean -> report, with luigi's own console logging."""
import csv
import datetime
import os

import luigi

BASE = "/srv/blind7-pya/shop/nightly"


class BadColumn(Exception):
    pass


class Extract(luigi.Task):
    shop = luigi.Parameter()

    def output(self):
        return luigi.LocalTarget("%s/raw-%s.csv" % (BASE, self.shop))

    def run(self):
        with self.output().open("w") as f:
            w = csv.writer(f)
            w.writerow(["day", "cents" if self.shop != "oslo" else "ore", "errors"])
            for i in range(4):
                w.writerow(["2026-11-%02d" % (16 + i), 1000 + i, 0])


class Clean(luigi.Task):
    shop = luigi.Parameter()
    retry_count = 1

    def requires(self):
        return Extract(shop=self.shop)

    def output(self):
        return luigi.LocalTarget("%s/clean-%s.csv" % (BASE, self.shop))

    def run(self):
        with self.input().open() as f, self.output().open("w") as out:
            for row in csv.DictReader(f):
                try:
                    out.write("%s;%d\n" % (row["day"], int(row["cents"])))
                except KeyError:
                    raise BadColumn("%s: no amount in\n%s" % (self.shop, row))


class Rates(luigi.ExternalTask):
    def output(self):
        return luigi.LocalTarget("%s/rates.csv" % BASE)

    def complete(self):
        raise PermissionError(13, "Permission denied", "/mnt/finance/rates.csv")


class Report(luigi.Task):
    day = luigi.DateParameter(default=datetime.date(2026, 11, 19))

    def requires(self):
        return [Clean(shop=s) for s in ("bergen", "oslo", "malmo")]

    def output(self):
        return luigi.LocalTarget("%s/report.txt" % BASE)

    def run(self):
        pass


class Nightly(luigi.WrapperTask):
    def requires(self):
        return [Report(), Rates()]


if __name__ == "__main__":
    os.makedirs(BASE, exist_ok=True)
    luigi.run(["Nightly", "--local-scheduler", "--log-level", "DEBUG"])
