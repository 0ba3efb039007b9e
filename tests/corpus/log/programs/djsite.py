"""A Django site of one file, with the 'verbose' format of Django's manual. usage: djsite.py verbose|simple"""
import logging
import sys

from django.conf import settings

fmt = {"verbose": "{levelname} {asctime} {module} {process:d} {thread:d} {message}", "simple": "{levelname} {message}"}[sys.argv[1]]
settings.configure(
    DEBUG=False, ALLOWED_HOSTS=["depot.example"], ROOT_URLCONF=__name__, SECRET_KEY="not-a-secret",
    LOGGING={
        "version": 1, "disable_existing_loggers": False,
        "formatters": {"f": {"format": fmt, "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "f"}},
        "root": {"handlers": ["console"], "level": "INFO"},
    })
import django  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

log = logging.getLogger("depot.views")


def pick(request, shelf):
    log.info("shelf %d asked for", shelf)
    if shelf == 7:
        log.error("shelf %d is empty", shelf)
    if shelf == 8:
        log.error("shelf %d has fallen over:\nboard 3 broke\nboard 4 broke", shelf)
    return HttpResponse("ok")


def down(request):
    return HttpResponse("down for today", status=503)


urlpatterns = [path("pick/<int:shelf>", pick), path("down", down)]
django.setup()
logging.getLogger("django.request").propagate = True
from django.test import Client  # noqa: E402

client = Client(raise_request_exception=False)
for p, host in (("/pick/3", "depot.example"), ("/pick/7", "depot.example"), ("/error/none", "depot.example"), ("/pick/8", "depot.example"),
                ("/down", "depot.example"), ("/pick/9", "depot.example")):
    client.get(p, headers={"host": host})
