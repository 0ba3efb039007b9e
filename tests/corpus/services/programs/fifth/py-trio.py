import trio
class SensorFault(Exception): pass
async def probe(n, t):
    await trio.sleep(t)
    try:
        raise SensorFault(f"probe {n} out of range")
    except SensorFault as e:
        e.add_note(f"bus: i2c-{n}")
        raise
async def slow():
    try: await trio.sleep(9)
    finally: raise OSError(5, "valve stuck")
async def main():
    async with trio.open_nursery() as n:
        n.start_soon(probe, 3, .05); n.start_soon(slow)
trio.run(main)
