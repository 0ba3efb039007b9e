"""trio nursery inside a nursery: ExceptionGroup of a group and a plain error, with a note; uncaught"""
import trio


class Unreachable(OSError):
    pass


async def fetch(n):
    if n == 2:
        e = Unreachable("node 2 gone")
        e.add_note("seen by fetcher 2\nretry after 30 s")
        raise e
    {}["node-%d" % n]


async def region():
    async with trio.open_nursery() as inner:
        inner.start_soon(fetch, 1)
        inner.start_soon(fetch, 2)


async def main():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(region)


trio.run(main)
