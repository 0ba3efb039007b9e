"""compiler of a toy language: recursion limit, then a broken log call; Python 3.9"""
import logging, sys
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="cc[%(process)d]: %(levelname)s: %(message)s")
log = logging.getLogger("cc")
sys.setrecursionlimit(120)
class Node:
    def __init__(self, op, kids): self.op, self.kids = op, kids
def fold(n):
    if isinstance(n, int): return n
    return sum(fold(k) for k in n.kids)
def nest(d):
    n = 1
    for _ in range(d): n = Node("+", [n, 1])
    return n
for d in (3, 8, 20):
    log.info("fold depth %d -> %d, 0 errors, 0 warnings", d, fold(nest(d)))
log.info("unit %s compiled with %d errors", "error.c")
try:
    fold(nest(400))
except RecursionError:
    log.error("unit deep.c: internal error", exc_info=True)
log.info("1 unit failed")
