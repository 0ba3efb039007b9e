"""Django in one file. usage: web_django.py runserver PORT | check | migrate"""
import os
import sys

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

from shop import store

settings.configure(
    DEBUG=os.environ.get("DEBUG") == "1", SECRET_KEY="not-a-secret", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[], MIDDLEWARE=[], USE_TZ=True,
    LOGGING={
        "version": 1, "disable_existing_loggers": False,
        "formatters": {"verbose": {"format": "{levelname} {asctime} {module} {process:d} {thread:d} {message}", "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "verbose"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {"django.server": {"handlers": ["console"], "propagate": False, "level": "INFO"}},
    } if os.environ.get("VERBOSE") else {"version": 1, "disable_existing_loggers": False},
)


def ok(request):
    return HttpResponse("fine\n")


def reserve(request, sku):
    store.reserve(sku, 5)


urlpatterns = [path("ok", ok), path("reserve/<sku>", reserve)]

if __name__ == "__main__":
    from django.core.management import execute_from_command_line
    execute_from_command_line(["manage.py"] + sys.argv[1:])
