"""Sensor poller on bare asyncio, logging never configured beyond a level."""
import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(asctime)s|%(levelname)s|%(name)s|%(message)s")
log = logging.getLogger("poller")

READINGS = {"boiler": ["71.5", "72.0", "n/a"], "roof": ["12.0", "11.5", "11.0"]}


class Sensor:
    def __init__(self, name):
        self.name = name
        self.values = iter(READINGS[name])

    async def read(self):
        await asyncio.sleep(0.01)
        return float(next(self.values))


def report(sensor, limit):
    log.info("limit of %s is %d", sensor.name, limit)
    assert limit > 0, "limit must be positive,\nnot %d (sensor %s)" % (limit, sensor.name)


async def poll(sensor):
    for _ in range(3):
        log.info("%s: %.1f", sensor.name, await sensor.read())


async def main():
    loop = asyncio.get_event_loop()
    sensors = [Sensor("boiler"), Sensor("roof")]
    for s in sensors:
        loop.create_task(poll(s))
    loop.call_later(0.1, report, sensors[0], 90)
    loop.call_later(0.12, report, sensors[1], -5)
    await asyncio.sleep(0.3)
    log.info("poller stops")


asyncio.run(main())
