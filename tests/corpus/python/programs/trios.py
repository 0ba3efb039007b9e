import trio

from shop import store


async def child(sku):
    await trio.sleep(0)
    store.reserve(sku, 9)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(child, "A-100")
        nursery.start_soon(child, "Z-1")

trio.run(main)
