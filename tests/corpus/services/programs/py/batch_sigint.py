import signal, time, os, contextlib
@contextlib.contextmanager
def lock():
    try: yield
    finally: print("lock released", flush=True)
def copy(n):
    time.sleep(0.05)
    if n == 6: os.kill(os.getpid(), signal.SIGINT); time.sleep(3)
with lock():
    for n in range(9):
        print(f"copied chunk {n} (0 errors)", flush=True); copy(n)
