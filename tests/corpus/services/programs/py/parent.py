import subprocess, sys, time, os
def say(m): print(time.strftime("%b %d %H:%M:%S"), "backup[%d]:" % os.getpid(), m, flush=True)
say("dump of 3 databases starts"); 
for db in ("crm", "wiki"): say("dump %s ok, exit status 0, stderr empty" % db)
say("dump shop")
subprocess.check_call([sys.executable, "-c", "import sqlite3\ndef dump(n): return sqlite3.connect(n).execute('select * from orders').fetchall()\ndump(':memory:')"])
