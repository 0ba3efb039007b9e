def app(env, start):
    p = env["PATH_INFO"]
    if p == "/boom": raise OSError(28, "No space left on device", "/var/cache/img")
    start("200 OK", [("Content-Length", "2")]); return [b"ok"]
