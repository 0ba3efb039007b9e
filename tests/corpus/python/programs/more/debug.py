import asyncio
import logging
import sys

logging.basicConfig(level=10, format="%(asctime)s %(levelname)s [%(name)s] %(message)s")


async def boom(n):
    await asyncio.sleep(0)
    raise ValueError("bad %s\n line two" % n)


async def group():
    async with asyncio.TaskGroup() as g:
        g.create_task(boom(1))
        g.create_task(boom(2))


async def future():
    f = asyncio.get_running_loop().create_future()
    f.set_exception(KeyError("lost"))
    del f


asyncio.run(globals()[sys.argv[1]](), debug=True)
