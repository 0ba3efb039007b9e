"""perceptron training with numpy, letters as levels; dies of an overflow turned error, Python 3.6"""
import logging, sys, threading
import numpy as np
class Short(logging.Formatter):
    def format(self, r):
        r.lv = r.levelname[0]
        return super().format(r)
h = logging.StreamHandler(sys.stdout)
h.setFormatter(Short("[%(lv)s %(asctime)s trainer:%(lineno)d] %(message)s", "%y%m%d %H:%M:%S"))
log = logging.getLogger("trainer"); log.addHandler(h); log.setLevel(logging.DEBUG)
np.random.seed(3)
x = np.random.rand(200, 6); y = (x.sum(axis=1) > 3).astype(float)
w = np.zeros(6)
np.seterr(over="raise", invalid="raise")
lr = 0.5
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))
def step(epoch, lr):
    global w
    p = sigmoid(x @ w)
    err = np.abs(p - y).mean()
    w = w - lr * x.T @ (p - y)
    return err
log.info("device=cpu seed=3 optimizer=sgd")
for e in range(40):
    if e == 25:
        x = x * 4000.0; w = -np.abs(w) - 0.5
        lr = -4000.0
        log.warning("learning rate changed by callback: %s", lr)
    try:
        err = step(e, lr)
    except FloatingPointError as x1:
        log.info("epoch %02d: rolled back", e, exc_info=True)
        w = w / 1e3
        if e > 26:
            raise RuntimeError("training diverged at epoch %d\nlast weights: %s" % (e, np.round(w, 2))) from x1
        continue
    log.info("epoch %02d error=%.4f grad_errors=0 nan=0", e, err)
    if e % 10 == 0:
        log.debug("checkpoint /models/error_model/ckpt-%03d.npz written", e)
