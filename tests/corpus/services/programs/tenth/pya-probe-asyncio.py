"""Polls a few services; the background tasks are fire and forget."""
import asyncio
import gc


class ProbeError(Exception):
    pass


async def fetch(host):
    await asyncio.sleep(0.01)
    reader, writer = await asyncio.open_connection(host, 9)
    return await reader.readline()


async def probe(name, host):
    try:
        await fetch(host)
    except OSError as e:
        raise ProbeError("service %s did not answer" % name) from e


async def rotate(keys):
    keys.remove("2026-10")


def on_tick(counters):
    counters["ticks"] += 1
    print("tick", counters["ticks"], flush=True)


async def main():
    loop = asyncio.get_running_loop()
    print("prober up", flush=True)
    loop.call_soon(on_tick, {"ticks": 0})
    loop.call_soon(on_tick, {})
    t = asyncio.create_task(probe("search", "127.0.0.1"), name="probe-search")
    await asyncio.sleep(0.2)
    del t
    gc.collect()
    print("round 1 done", flush=True)
    f = loop.create_future()
    f.set_exception(TimeoutError())
    del f
    gc.collect()
    t = asyncio.create_task(rotate(["2026-11"]), name="rotate-keys")
    await asyncio.sleep(0.05)
    del t
    gc.collect()
    print("round 2 done", flush=True)


asyncio.run(main())
