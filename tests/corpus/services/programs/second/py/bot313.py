"""trading bot: unawaited failures of asyncio, plugin with a syntax error, name typo; Python 3.13"""
import asyncio, logging, sys, gc, threading, os
logging.basicConfig(stream=sys.stderr, level=logging.DEBUG, format="%(asctime)s %(levelname)s %(message)s")
log = logging.getLogger("bot")
PLUGIN = "def on_tick(px):\n    if px > 3\n        return 'sell'\n"
async def feed(sym):
    for i in range(3):
        await asyncio.sleep(0)
        log.debug("%s tick %d err=0", sym, i)
    raise ConnectionAbortedError(103, "stream closed", sym)
def strategy():
    log.info("strategy thread up")
    return treshold + 1
threshold = treshhold = 2
class Conn:
    def __del__(self):
        raise RuntimeError("socket still open")
async def main():
    t = asyncio.create_task(feed("TEA"), name="feed-TEA")
    await asyncio.sleep(0.05)
    del t; gc.collect()
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: [].pop())
    await asyncio.sleep(0.01)
    th = threading.Thread(target=strategy, name="strategy error watch"); th.start(); th.join()
    c = Conn(); del c
    log.info("no errors in plugin folder")
    try:
        exec(compile(PLUGIN, "plugins/sell.py", "exec"))
    except SyntaxError:
        log.exception("plugin sell.py refused")
    log.info("bot stops")
asyncio.run(main())
