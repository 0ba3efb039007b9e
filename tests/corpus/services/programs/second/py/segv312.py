"""native extension crashes the interpreter; faulthandler on; Python 3.12"""
import faulthandler, ctypes, threading, time, sys
faulthandler.enable()
print("sensor driver 2.1 loading, last error: none", flush=True)
def poll(): time.sleep(5)
threading.Thread(target=poll, name="poll", daemon=True).start()
def read_register(a): return ctypes.string_at(a)
for i in range(5): print(f"register {i:02x}: 00 ERROR_FLAG=0", flush=True)
read_register(8)
