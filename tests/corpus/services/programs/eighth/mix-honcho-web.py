"""The shop's API: asyncio, plain logging with a multi-line format."""
import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="[%(levelname)s] %(name)s:%(lineno)d %(message)s")
log = logging.getLogger("shop.web")


class StockGone(Exception):
    pass


async def order(no):
    await asyncio.sleep(0.4 * no)
    if no == 3:
        raise StockGone(f"order {no}: nothing left")
    if no == 5:
        async with asyncio.TaskGroup() as g:
            g.create_task(order(3))
            g.create_task(ship(no))
    log.info("order %d accepted (retry_on_error=false)", no)


async def ship(no):
    try:
        await asyncio.sleep(1.2)
        {}["address"]
    except KeyError as e:
        e.add_note(f"while shipping order {no}")
        raise


async def main():
    log.info("listening, workers=5 errors=0")
    tasks = [asyncio.create_task(order(n), name=f"order-{n}") for n in range(1, 6)]
    for n, r in enumerate(await asyncio.gather(*tasks, return_exceptions=True), 1):
        if isinstance(r, StockGone):
            log.warning("order %d dropped, skipping: %s", n, r)
        elif r:
            log.critical("order %d died", n, exc_info=r)
    del tasks[:]
    log.info("bye")


asyncio.run(main())
