"""Asks a server on a port for N pages, all of which exist or are merely not there (404). usage: load.py PORT N [PREFIX]"""
import http.client
import sys

port, n = int(sys.argv[1]), int(sys.argv[2])
PATHS = ["/", "/errors/500.html", "/error/Handler.java", "/docs/Exception.html", "/docs/Traceback.html?level=ERROR", "/panic.rs", "/missing?error=0",
         "/docs/FATAL.html?msg=Caused+by:+user", "/search?q=Traceback+(most+recent+call+last)", "/docs/500.html", "/api/errors?count=0", "/critical.css"]
AGENTS = ["curl/7.88.1", "Mozilla/5.0 (X11; Linux x86_64) ErrorReporter/1.0", "ExceptionCrawler/2.1 (+https://bot.example/panic)", "Go-http-client/1.1"]
c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
for i in range(n):
    try:
        c.request("HEAD" if i % 11 == 10 else "GET", PATHS[i * 5 % len(PATHS)], headers={"User-Agent": AGENTS[i % 4], "Referer": "https://depot.example/errors?n=%d" % i})
        c.getresponse().read()
    except http.client.HTTPException:
        c.close()
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
