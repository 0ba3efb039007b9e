# The order shop in Django: `python django_app.py runserver --noreload ADDRESS`, gunicorn takes `application`.
# DEBUG=1 turns DEBUG on; LOGGED=1 prints django.request and django.server to the console, with time and level.
import os
import time

import django
from django.conf import settings
from django.core.management import execute_from_command_line
from django.core.wsgi import get_wsgi_application
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.urls import path

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {name: {"handlers": ["console"], "level": "INFO", "propagate": False}
                for name in ("django.request", "django.server")},
}
settings.configure(DEBUG=bool(os.environ.get("DEBUG")), SECRET_KEY="x" * 50, ALLOWED_HOSTS=["127.0.0.1"],
                   ROOT_URLCONF=__name__, MIDDLEWARE=[], LOGGING=LOGGING if os.environ.get("LOGGED") else {})
django.setup()

FAILING = {"refuse": 403, "login": 401, "bad": 400, "busy": 503, "gateway": 502, "late": 504, "many": 429,
           "teapot": 418, "health": 503, "health/deep": 503, "static/app.js": 500, "report.json": 500}


def reserve(item):
    raise ValueError(f"no stock of item {item}")


def fill(order):
    return reserve(order["item"])


def charge(order_id):
    return {"open": 1}[f"order-{order_id}"]


def fine(request, **_):
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    if request.path == "/slow":
        time.sleep(0.3)
    return HttpResponse("fine\n")


def boom(request):
    return HttpResponse(fill({"item": 7}))


def pay(request, order_id):
    return HttpResponse(charge(order_id))


def gone(request):
    raise Http404


def answering(status):
    return lambda request: HttpResponse("failed\n", status=status)


urlpatterns = [
    path("", fine), path("orders/<int:order_id>", fine), path("note/<path:text>", fine), path("search", fine),
    path("errors/500.html", fine), path("slow", fine), path("boom", boom), path("static/broken.css", boom),
    path("orders/<int:order_id>/pay", pay), path("gone", gone),
    *(path(name, answering(status)) for name, status in FAILING.items()),
]
application = get_wsgi_application()

if __name__ == "__main__":
    execute_from_command_line()
