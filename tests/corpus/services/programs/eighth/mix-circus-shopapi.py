"""Flask under gunicorn. A second copy of it is started with a broken setting."""
import os

from flask import Flask
from werkzeug.exceptions import ServiceUnavailable

app = Flask("shopapi")
RATE = float(os.environ.get("VAT_RATE", "0.19"))


@app.get("/total/<int:n>")
def total(n):
    if n == 0:
        raise ServiceUnavailable("error 503 on purpose")
    if n > 9:
        raise OverflowError(34, f"total of {n} articles\tis too big")
    return f"{n * RATE}\n"
