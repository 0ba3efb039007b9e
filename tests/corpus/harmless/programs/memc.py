"""Sets and gets keys of a memcached on port 28011."""
import socket

s = socket.create_connection(("127.0.0.1", 28011))
f = s.makefile("rwb")
for i in range(220):
    key = "ERROR:%d" % i
    f.write(b"set %s 0 0 4\r\nnone\r\nget %s\r\n" % (key.encode(), key.encode()))
    f.flush()
    for _ in range(4):
        f.readline()
