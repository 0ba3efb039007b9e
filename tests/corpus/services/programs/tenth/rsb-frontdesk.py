"""frontdesk: a small WSGI app; run with gunicorn -c frontdesk_conf.py frontdesk:app"""
import logging
import os
import time

log = logging.getLogger("gunicorn.error")
BOOKINGS = {"A1": 2, "B7": 4}


def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/slow":
        log.info("recomputing availability")
        time.sleep(30)
    if path.startswith("/room/"):
        room = path[len("/room/"):]
        try:
            beds = BOOKINGS[room]
        except KeyError:
            log.error("room %s asked for by %s is not in the plan", room, environ["REMOTE_ADDR"])
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"no such room\n"]
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"%d beds\n" % (beds // int(environ.get("QUERY_STRING") or 1))]
    if path == "/oom":
        os.kill(os.getpid(), 9)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok\n"]
