"""run by honcho beside web.py: a worker thread dies, the main loop goes on"""
import smtplib, threading, time


def deliver(n):
    smtplib.SMTP("127.0.0.1", 9, timeout=2).sendmail("shop@example.org", ["x@example.org"], "hi %d" % n)


for i in range(12):
    print("mail %d queued" % i)
    if i == 5:
        t = threading.Thread(target=deliver, args=(i,), name="smtp-0")
        t.start()
        t.join()
    time.sleep(0.07)
print("Exceptions: none left, closing")
time.sleep(3)
