import ctypes, faulthandler, logging, sys, threading, time
faulthandler.enable()
logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s.%(msecs)03d [%(threadName)s] %(levelname)s %(message)s", datefmt="%H:%M:%S")
def beat():
    for i in range(15):
        logging.info("frame %d decoded, error=0 dropped=0", i); time.sleep(0.004)
    time.sleep(1)
def decode(ptr): return ctypes.string_at(ptr, 16)
threading.Thread(target=beat, name="beat", daemon=True).start()
time.sleep(0.1)
logging.warning("decoder returned a null frame")
decode(8)
