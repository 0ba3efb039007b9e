"""Help desk line server: one line in, one line out."""
import asyncio
import logging
import sys

log = logging.getLogger("desk")


class Desk:
    def __init__(self):
        self.tickets = {}
        self.waiting = asyncio.Queue()

    def __del__(self):
        for number in sorted(self.tickets):
            self.journal.write("%d open\n" % number)

    async def client(self, reader, writer):
        peer = "client-%d" % (len(self.tickets) + 1)
        log.info("%s connected", peer)
        while line := await reader.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            answer = getattr(self, "do_" + verb)(rest)
            writer.write(answer.encode() + b"\n")
            await writer.drain()
        writer.close()

    def do_new(self, text):
        number = len(self.tickets) + 1
        self.tickets[number] = text
        asyncio.get_running_loop().call_later(0.2, self.remind, number, 3)
        return "ticket %d" % number

    def do_close(self, number):
        return "closed: " + self.tickets.pop(int(number))

    def remind(self, number, hours):
        log.warning("ticket %d waits: %s", number, self.tickets[number][:40])
        self.waiting.put_nowait(number, hours)


async def ask(*lines):
    reader, writer = await asyncio.open_connection("127.0.0.1", 18470)
    for line in lines:
        writer.write(line.encode() + b"\n")
        answer = await reader.readline()
        log.info("got %r", answer)
    writer.close()


async def main():
    desk = Desk()
    server = await asyncio.start_server(desk.client, "127.0.0.1", 18470)
    async with server:
        log.info("listening")
        await ask("new the till does not open", "close 7")
        await asyncio.sleep(0.4)
        log.info("bye")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, style="{",
                        format="{asctime} [{process}] {levelname:>8} | {name}:{funcName}:{lineno} - {message}")
    asyncio.run(main())
