"""Imports the feeds of several shops at once; every shop imports its parts at once."""
import asyncio


class FeedError(Exception):
    pass


async def part(shop, name, rows):
    await asyncio.sleep(0)
    for n, row in enumerate(rows, 1):
        try:
            price = float(row)
        except ValueError as e:
            e.add_note(f"feed {shop}/{name}, row {n}")
            raise
        if price < 0:
            raise FeedError(f"negative price {price} in {name}")


async def shop(name, parts):
    try:
        async with asyncio.TaskGroup() as tg:
            for p, rows in parts.items():
                tg.create_task(part(name, p, rows))
    except* FeedError as eg:
        eg.add_note(f"shop: {name}")
        raise


async def main():
    print("import of 3 shops", flush=True)
    async with asyncio.TaskGroup() as tg:
        tg.create_task(shop("north", {"shoes": ["12.50", "9,90"], "hats": ["-4"]}))
        tg.create_task(shop("south", {"shoes": ["1", "2"]}))
        tg.create_task(shop("west", {"hats": ["-1.5"]}))


asyncio.run(main())
