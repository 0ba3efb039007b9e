import asyncio, gc, sys, weakref, atexit
class Conn:
    def __del__(self): self.sock.close()
def rows():
    try:
        yield 1
    finally:
        raise BrokenPipeError(32, "Broken pipe")
print("reader up", flush=True)
c = Conn(); del c
print("connection dropped", flush=True)
g = rows(); next(g); del g
print("cursor dropped", flush=True)
atexit.register(lambda: {}["flush"])
import threading
threading.Thread(target=lambda: [].index(3), name="flusher").start()
print("reader down", flush=True)
