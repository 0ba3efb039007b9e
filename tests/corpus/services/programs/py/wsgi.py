import jinja2
env = jinja2.Environment(loader=jinja2.DictLoader({"inv.html": "<h1>{{ title }}</h1>\n{% for l in lines %}\n{{ l.net * l.tax.rate }}\n{% endfor %}\n"}))
def app(environ, start):
    if environ["PATH_INFO"] == "/invoice": body = env.get_template("inv.html").render(title="t", lines=[{"net": 3}])
    elif environ["PATH_INFO"] == "/exit": raise SystemExit(3)
    else: body = "no error"
    start("200 OK", [("Content-Type", "text/plain")]); return [body.encode()]
