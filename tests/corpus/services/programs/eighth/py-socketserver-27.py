# -*- coding: utf-8 -*-
import SocketServer, socket, threading, logging, time, sys
logging.basicConfig(format="%(asctime)s %(levelname)-8s %(threadName)s %(message)s", level=logging.DEBUG, stream=sys.stderr)
log = logging.getLogger("gate")
class BadFrame(Exception):
    def __str__(self):
        return "frame of %d bytes, ERROR bit set" % self.args[0]
class H(SocketServer.StreamRequestHandler):
    def handle(self):
        for l in self.rfile:
            l = l.strip()
            log.debug("got %s (errors=0)", l)
            if l == "BAD":
                raise BadFrame(len(l))
            self.wfile.write("OK\n")
class S(SocketServer.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
class Lease(object):
    def __init__(self, n): self.n = n
    def __del__(self):
        raise KeyError("lease %d" % self.n)
s = S(("127.0.0.1", 8919), H)
t = threading.Thread(target=s.serve_forever); t.daemon = True; t.start()
def ask(*ls):
    c = socket.create_connection(("127.0.0.1", 8919))
    for l in ls:
        c.sendall(l + "\n"); c.recv(9); time.sleep(0.02)
    c.close(); time.sleep(0.1)
log.info("listening, Traceback mode off")
ask("A", "B", "C"); ask("D", "ERROR"); ask("E", "BAD"); ask("F", "G"); 
l = Lease(7); del l
ask("H")
ask("J", "K")
def flush():
    log.warning("flush slow: 3.1s, 0 errors")
    unicode("caf\xc3\xa9", "ascii")
w = threading.Thread(target=flush, name="flusher-2"); w.start(); w.join()
for i in range(6):
    ask("L%d" % i, "M%d" % i)
log.critical("out of descriptors, closing gate")
