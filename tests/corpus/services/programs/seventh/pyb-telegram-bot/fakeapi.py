"""Stands in for api.telegram.org."""
import json, sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
texts = ["/start", "/price gold", "/price", "/price tin", "/alert 12,5", "/broken", "/price gold"]
state = {"n": 0, "polls": 0}
class H(BaseHTTPRequestHandler):
    def log_message(self, *a): pass
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        m = self.path.rsplit("/", 1)[1]
        chat = {"id": 555, "type": "private", "first_name": "T"}
        if m == "getMe": r = {"id": 1, "is_bot": True, "first_name": "shop", "username": "shop_bot"}
        elif m == "getUpdates":
            state["polls"] += 1
            time.sleep(.3)
            if state["polls"] == 400:
                self.send_response(502); self.end_headers(); self.wfile.write(b"<html>Bad Gateway</html>"); return
            r = []
            if state["n"] < len(texts):
                i = state["n"]; state["n"] += 1; t = texts[i]
                r = [{"update_id": 100 + i, "message": {"message_id": i, "date": 1795160000, "chat": chat, "from": {"id": 555, "is_bot": False, "first_name": "T"},
                      "text": t, "entities": [{"type": "bot_command", "offset": 0, "length": len(t.split()[0])}]}}]
        elif m == "sendMessage": r = {"message_id": 900, "date": 1795160000, "chat": chat, "text": "ok"}
        else: r = True
        b = json.dumps({"ok": True, "result": r}).encode()
        self.send_response(200); self.send_header("content-type", "application/json"); self.send_header("content-length", str(len(b))); self.end_headers(); self.wfile.write(b)
ThreadingHTTPServer(("127.0.0.1", 18863), H).serve_forever()
