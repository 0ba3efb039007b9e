import asyncio, gc, logging, sys
logging.basicConfig(level=logging.INFO, format="%(asctime)s - %(name)s - %(levelname)s - %(message)s")
log = logging.getLogger("relay")
class Closed(Exception):
    def __str__(self): return ""
async def push(i):
    await asyncio.sleep(0)
    if i == 5: raise Closed(i)
    if i == 9: asyncio.get_running_loop().call_soon(lambda: [][i])
    log.info("push %d ok, failed=0", i)
async def main():
    for i in range(14):
        asyncio.create_task(push(i)); await asyncio.sleep(0.01); gc.collect()
        log.debug("never shown")
        log.info("queue: 0 errors, 0 exceptions")
asyncio.run(main())
