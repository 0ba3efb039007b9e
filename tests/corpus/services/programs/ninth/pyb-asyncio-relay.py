"""A line protocol relay on asyncio streams."""
import asyncio
import logging
import sys

logging.basicConfig(
    stream=sys.stdout,
    level=logging.INFO,
    format="%(asctime)s - %(name)s - %(levelname)s - %(message)s",
)
log = logging.getLogger("relay")
counters = {"PUT": 0, "GET": 0}


async def audit(verb):
    await asyncio.sleep(0)
    counters[verb] += 1


async def serve_client(reader, writer):
    log.info("client connected")
    while line := await reader.readline():
        verb, _, rest = line.decode("ascii").strip().partition(" ")
        asyncio.create_task(audit(verb), name=f"audit-{verb}")
        writer.write(f"OK {rest}\n".encode())
        await writer.drain()
    writer.close()


async def say(port, *lines):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for line in lines:
        writer.write(line + b"\n")
        await writer.drain()
        log.info("answer: %r", await reader.readline())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve_client, "127.0.0.1", 8413)
    log.info("relay ready")
    await say(8413, b"PUT a=1", b"DEL a", b"GET a")
    await asyncio.sleep(0.05)
    try:
        await asyncio.wait_for(say(8413, "PUT naïve=1".encode()), 0.3)
    except TimeoutError:
        log.warning("no answer in time")
    server.close()
    log.info("relay done: %s", counters)


asyncio.run(main())
