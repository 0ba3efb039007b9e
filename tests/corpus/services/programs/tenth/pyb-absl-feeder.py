"""Feeds measurements to the model server; absl flags and logging."""
import concurrent.futures
import json
import time

from absl import app, flags, logging

FLAGS = flags.FLAGS
flags.DEFINE_integer("batches", 3, "how many batches to send")
flags.DEFINE_string("model", "demand", "which model")

BATCHES = ['{"values": [1, 2, 3]}', '{"values": [4, "n/a", 6]}', '{"values": [7, 8,\n 9}']


class BadBatch(ValueError):
    pass


def parse(text):
    values = json.loads(text)["values"]
    for place, value in enumerate(values):
        if not isinstance(value, int):
            raise BadBatch("value %d of %d is no number:\n  %r\nbatch: %s" % (place, len(values), value, text))
    return values


def send(number):
    logging.info("batch %d", number)
    return sum(parse(BATCHES[number]))


def main(argv):
    logging.info("model %s, %d batches", FLAGS.model, FLAGS.batches)
    total, bad = 0, []
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        jobs = [pool.submit(send, number) for number in range(FLAGS.batches)]
        for number, job in enumerate(jobs):
            try:
                total += job.result()
            except BadBatch:
                logging.exception("batch %d was left out", number)
                bad.append(number)
            except Exception as exc:
                logging.error("cannot read batch %d, stopping", number)
                raise app.UsageError("see the format of batches") if FLAGS.batches > 3 else exc
    logging.info("total %d", total)


if __name__ == "__main__":
    app.run(main)
