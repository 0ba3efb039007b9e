"""A chat bot: asyncio, one task nobody awaits, and a slow callback."""
import asyncio
import gc
import sys

sys.stderr.reconfigure(line_buffering=True)


class BotError(RuntimeError):
    def __str__(self):
        return "bot: " + super().__str__()


async def answer(q):
    await asyncio.sleep(0.2)
    try:
        return {"price": 499}[q]
    except KeyError:
        raise BotError(f"no answer to {q!r}") from None


async def main():
    loop = asyncio.get_running_loop()
    print("bot: error budget left 100%", flush=True)
    await asyncio.sleep(0.5)
    print("bot:", await answer("price"), flush=True)
    asyncio.create_task(answer("weather"), name="bot-weather")
    await asyncio.sleep(1)
    gc.collect()
    loop.call_later(0.3, lambda: int("4,99"))
    await asyncio.sleep(1)
    print("bot: done, 0 errors shown to users", flush=True)


asyncio.run(main())
