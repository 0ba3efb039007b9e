"""tile renderer, loguru with its decorated traces; Python 3.11"""
import sys
from loguru import logger
logger.remove(); logger.add(sys.stderr, colorize=len(sys.argv) > 1, backtrace=True, diagnose=True)
def shade(r, g, b):
    return (r + g + b) // (r - g)
@logger.catch(message="tile job died")
def tile(x, y):
    for r in range(3, 0, -1):
        shade(r, y, x)
    return "ok"
for x in range(6):
    logger.info("tile {},{} -> {} (render_errors=0)", x, 0, tile(x, 0))
tile(1, 2)
logger.success("row 0 finished without errors")
with logger.catch(level="WARNING", message="optional overlay skipped"):
    open("/srv/blind2/none/overlay-error.png")
with logger.catch(level="CRITICAL", message="legend"):
    try:
        int("12px")
    except ValueError as e:
        raise RuntimeError("legend not drawn") from e
logger.info("done, ERROR count in summary: 2")
