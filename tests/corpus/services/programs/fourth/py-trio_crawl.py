import trio
class FetchError(OSError): pass
async def fetch(n):
    await trio.sleep(0.02 * n)
    try:
        if n % 2: raise ConnectionResetError(104, "Connection reset by peer")
        await trio.sleep(1)
    except ConnectionResetError as e:
        raise FetchError("page %d" % n) from e
    finally:
        if n == 2: raise ValueError("cleanup of page 2")
async def main():
    async with trio.open_nursery() as nur:
        for n in range(1, 3): nur.start_soon(fetch, n)
trio.run(main)
