"""lift simulation in trio nurseries, anyio task group inside; Python 3.13"""
import trio, anyio, logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(relativeCreated)08d %(levelname)s %(name)s - %(message)s")
log = logging.getLogger("lifts")
class DoorStuck(Exception): pass
async def lift(n, floors):
    for f in floors:
        await trio.sleep(0.01)
        log.info("lift %d at floor %d, errors=0", n, f)
        if f == 4:
            e = DoorStuck(f"lift {n}")
            e.add_note("floor 4, door B\ncalled service")
            raise e
    if n == 2:
        raise OSError(110, "motor timeout")
async def bank(name, cars):
    async with anyio.create_task_group() as tg:
        for n, fl in cars:
            tg.start_soon(lift, n, fl)
async def main():
    try:
        await bank("west", [(7, [1, 2, 4])])
    except* DoorStuck as eg:
        log.warning("west bank out of order (handled)", exc_info=eg)
    async with trio.open_nursery() as nursery:
        nursery.start_soon(bank, "east", [(1, [1, 2, 3, 4]), (2, [0, 1, 2, 3])])
        nursery.start_soon(lift, 3, [9, 8, 7, 6, 5, 3])
trio.run(main)
