import time
from redis import Redis
from rq import Queue, Retry
import tasks
q = Queue("reports", connection=Redis(port=7392))
for i in range(4): q.enqueue(tasks.ping, i, description=f"ping {i}")
q.enqueue(tasks.report, 11)
q.enqueue(tasks.report, 13)
q.enqueue(tasks.ping, 5)
q.enqueue(tasks.total, ["1.5", "2,5"])
q.enqueue(tasks.ping, 6)
q.enqueue(tasks.convert, "/exports/error/a.ps")
q.enqueue(tasks.hang, 30, job_timeout=1)
q.enqueue(tasks.ping, 7)
