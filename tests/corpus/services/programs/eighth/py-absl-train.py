import time
from absl import app, flags, logging
FLAGS = flags.FLAGS
flags.DEFINE_integer("steps", 40, "steps")
class NanLoss(ArithmeticError):
    """loss became nan"""
def save(step):
    raise OSError(28, "No space left on device", "/data/ckpt-%d" % step)
def main(argv):
    logging.set_verbosity(logging.INFO)
    logging.get_absl_handler().use_absl_log_file() if False else None
    for s in range(FLAGS.steps):
        loss = 3.0 / (s + 1)
        logging.info("step %d loss=%.4f error_rate=0 E%04d", s, loss, s)
        if s == 12:
            try:
                save(s)
            except OSError:
                logging.exception("checkpoint at step %d not written", s)
        if s == 20:
            logging.error("learning rate 0.0 for group 2\n  group: bias\n  params: 14")
        if s == 22:
            logging.warning("ERROR budget at 3%%, slowing down")
        if s == 31:
            raise NanLoss(s, "nan")
if __name__ == "__main__":
    app.run(main)
