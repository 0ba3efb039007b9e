import socket, time, http.client
def s(*ls):
    c = socket.create_connection(("127.0.0.1", 18864)); 
    for l in ls: c.send(l + b"\n"); time.sleep(.2)
    time.sleep(.2); c.close(); time.sleep(.1)
def g(p):
    c = http.client.HTTPConnection("127.0.0.1", 18865, timeout=3)
    try: c.request("GET", p); print(c.getresponse().status)
    except Exception as e: print(e)
g("/status"); s(b"SEND a b c", b"SEND d"); s(b"ROUTE hub", b"ROUTE x9", b"SEND e"); g("/status/error/Handler.java")
s(b"LATER yy"); import time; g("/status"); s(b"SEND foo", b"BOGUS 1", b"SEND bar"); g("/status/2"); time.sleep(2.5); g("/status/3")
