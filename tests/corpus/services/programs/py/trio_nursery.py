import trio
class DeviceTimeout(TimeoutError): pass
async def poll(dev):
    await trio.sleep(0.01 * dev)
    try:
        raise ConnectionResetError(104, "peer reset", f"dev{dev}")
    except OSError as e:
        err = DeviceTimeout(f"device {dev} gave no answer")
        err.add_note("last seen: never"); err.add_note("firmware: 1.0")
        raise err from e
async def decode(n):
    try:
        await trio.sleep(5)
    finally:
        int(f"0x{n}")
async def main():
    print("gateway: polling 2 devices", flush=True)
    async with trio.open_nursery() as n:
        n.start_soon(poll, 1)
        n.start_soon(decode, 7)
trio.run(main)
