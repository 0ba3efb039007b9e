import asyncio
import gc
import logging
import sys

from shop import store
from shop.errors import PaymentDeclined


async def work(sku):
    await asyncio.sleep(0)
    store.reserve(sku, 7)


async def forget():
    task = asyncio.ensure_future(work("A-100"))
    await asyncio.sleep(0.01)
    del task
    gc.collect()
    await asyncio.sleep(0.01)


async def forget_named():
    task = asyncio.create_task(work("B-200"), name="sync-stock")
    await asyncio.sleep(0.01)
    del task
    gc.collect()
    logging.getLogger("shop").info("still serving")


async def forget_future():
    fut = asyncio.get_event_loop().create_future()
    fut.set_exception(PaymentDeclined("issuer said no"))
    del fut
    gc.collect()
    await asyncio.sleep(0)


def on_tick(n):
    return 10 // n


async def callback():
    asyncio.get_event_loop().call_later(0.001, on_tick, 0)
    await asyncio.sleep(0.02)


async def done_callback():
    def finished(fut):
        print(fut.result().missing)
    fut = asyncio.get_event_loop().create_future()
    fut.add_done_callback(finished)
    fut.set_result(None)
    await asyncio.sleep(0.01)


async def gather():
    await asyncio.gather(work("A-100"), work("B-200"))


async def taskgroup():
    async with asyncio.TaskGroup() as group:
        group.create_task(work("A-100"))
        group.create_task(work("Z-1"))


async def timeout():
    await asyncio.wait_for(asyncio.sleep(5), 0.01)


async def plain():
    await work("A-100")


async def never_awaited():
    work("A-100")
    gc.collect()
    await asyncio.sleep(0)
    raise RuntimeError("nothing was reserved")


async def pending():
    async def forever():
        await asyncio.get_event_loop().create_future()
    task = asyncio.ensure_future(forever())
    await asyncio.sleep(0)
    del task
    gc.collect()


async def protocol():
    class Echo(asyncio.Protocol):
        def data_received(self, data):
            raise ValueError("bad frame: %r" % data)
    loop = asyncio.get_event_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 18731)
    reader, writer = await asyncio.open_connection("127.0.0.1", 18731)
    writer.write(b"hello")
    await reader.read()
    server.close()
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        logging.basicConfig(
            level=logging.INFO,
            format="%(asctime)s %(levelname)s %(name)s: %(message)s" if sys.argv[2] == "ours" else logging.BASIC_FORMAT)
        logging.getLogger("shop").info("starting %s", sys.argv[1])
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(globals()[sys.argv[1]]())
    loop.close()
