import celery, os
from celery.signals import worker_ready
app = celery.Celery("billing", broker="filesystem://", backend="cache+memory://")
os.makedirs("/srv/blind/app/mq", exist_ok=True)
app.conf.broker_transport_options = {k: "/srv/blind/app/mq" for k in ("data_folder_in", "data_folder_out")}
class GatewayDown(Exception): pass
@app.task
def mail(n): return f"sent {n}, 0 errors"
@app.task
def charge(order): return _post({"order": order})
def _post(d):
    try: return d["card"]
    except KeyError: raise GatewayDown("acquirer said: 503 for order %s" % d["order"])
@app.task(autoretry_for=(ZeroDivisionError,), retry_kwargs={"max_retries": 1, "countdown": 0})
def rate(a, b): return a / b
@app.task
def stop(): os.kill(os.getpid(), 15)
@worker_ready.connect
def go(**kw):
    for i in range(4): mail.delay(i)
    charge.delay(811); mail.delay(9); rate.delay(1, 0); mail.delay(10)
    stop.apply_async(countdown=3)
