import socket,time
s=socket.create_connection(("127.0.0.1",21871)); s.sendall(b"ruok"); time.sleep(.1); print(s.recv(100)); s.close()
s=socket.create_connection(("127.0.0.1",21871)); s.sendall(b"\x00\x00\x00\x2c\0\0\0\0"); time.sleep(.1); s.close()
time.sleep(.3)
s=socket.create_connection(("127.0.0.1",21871)); s.sendall(b"srvr"); time.sleep(.1); s.close()
