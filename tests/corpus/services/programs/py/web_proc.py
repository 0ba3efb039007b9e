import sys, time
name = sys.argv[1]
for i in range(8):
    print(f"{name} request {i} served, 0 errors", flush=True); time.sleep(0.03 if name == "web" else 0.05)
if name == "worker":
    time.sleep(.3)
    def job(p): return p["id"] + 1
    job({"id": "7"})
time.sleep(1)
print("web: never reached?" , flush=True)
