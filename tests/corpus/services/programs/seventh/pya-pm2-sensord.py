"""sensord: polls a few field sensors and keeps a rolling window (kept alive by pm2)."""
import asyncio
import logging
import random
import sys

random.seed(7)
LOG = logging.getLogger("sensord.poll")
WIN = logging.getLogger("sensord.window")


class SensorFault(Exception):
    def __init__(self, sensor, code):
        self.sensor, self.code = sensor, code
        super().__init__(f"{sensor}: fault code 0x{code:02x}\nlast good reading: 21.4 C")


class Window:
    def __init__(self, size):
        self.size, self.values = size, {}

    def push(self, sensor, value):
        vals = self.values.setdefault(sensor, [])
        vals.append(value)
        del vals[: -self.size]
        WIN.info("window %s n=%d mean=%.2f errors=0", sensor, len(vals), sum(vals) / len(vals))

    def spread(self, sensor):
        vals = self.values[sensor]
        return (max(vals) - min(vals)) / (len(vals) - 1)


async def read_bus(sensor, tick):
    await asyncio.sleep(0.01)
    if sensor == "roof-ne" and tick == 3:
        raise SensorFault(sensor, 0x1f)
    if sensor == "cellar" and tick == 3:
        try:
            return float("2l.9")
        except ValueError as e:
            e.add_note("raw frame: 01 04 02 32 6c 2e 39 b8 11")
            raise
    if sensor == "cellar" and tick == 1:
        raise TimeoutError("no answer within 250 ms")
    return 18 + random.random() * 5


async def poll(sensor, tick, window):
    for attempt in (1, 2):
        try:
            window.push(sensor, await read_bus(sensor, tick))
            return
        except TimeoutError as e:
            LOG.warning("%s: error on attempt %d/2: %s, will try again", sensor, attempt, e)
            if tick == 1:
                tick = 0


async def report(window, sensor):
    await asyncio.sleep(0.005)
    LOG.info("spread %s %.3f", sensor, window.spread(sensor))


async def round_(tick, window):
    LOG.info("round %d begins", tick)
    async with asyncio.TaskGroup() as tg:
        for s in ("roof-ne", "cellar", "yard"):
            tg.create_task(poll(s, tick, window), name=f"poll-{s}")
    LOG.info("round %d done, 0 failed", tick)


async def main():
    logging.basicConfig(stream=sys.stderr, level=logging.INFO,
                        format="%(asctime)s.%(msecs)03d %(levelname).1s [%(taskName)s] %(name)s: %(message)s"
                        if sys.version_info >= (3, 12) else
                        "%(asctime)s.%(msecs)03d %(levelname)-7s [%(process)d] %(name)s: %(message)s",
                        datefmt="%Y-%m-%dT%H:%M:%S")
    LOG.info("sensord 2.3.1 starting, /var/lib/sensord/error.db opened, exception policy: restart")
    window = Window(5)
    for tick in range(5):
        await round_(tick, window)
        if tick == 0:
            t = asyncio.create_task(report(window, "yard"), name="report-yard")
            await asyncio.sleep(0.05)
            del t
        if tick == 2:
            try:
                window.spread("garage")
            except KeyError:
                LOG.exception("cannot report garage (round %d)", tick)


asyncio.run(main())
