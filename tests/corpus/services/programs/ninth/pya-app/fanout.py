"""Ask several replicas at once; a task group in a task group."""
import asyncio
import logging

log = logging.getLogger("fanout")


class ReplicaError(ConnectionError):
    pass


async def ask(name, delay, answer):
    await asyncio.sleep(delay)
    if answer is None:
        try:
            raise OSError(111, "Connection refused")
        except OSError as e:
            err = ReplicaError(f"replica {name} is down")
            err.add_note(f"rack: {name[0]}")
            err.add_note("see runbook 7 before a restart")
            raise err from e
    return int(answer)


async def rack(replicas):
    async with asyncio.TaskGroup() as tg:
        for name, answer in replicas.items():
            tg.create_task(ask(name, 0.05, answer), name=f"ask-{name}")
    log.info("rack done")


async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(rack({"a1": "3", "a2": None, "a3": "three"}))
        tg.create_task(rack({"b1": "4", "b2": None}))


logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(process)d %(levelname)s %(name)s %(message)s")
log.info("asking 5 replicas")
asyncio.run(main())
