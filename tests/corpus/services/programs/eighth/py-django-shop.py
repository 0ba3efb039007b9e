import logging, sys, os
import django
from django.conf import settings
settings.configure(DEBUG=False, SECRET_KEY="x", ALLOWED_HOSTS=["testserver", "shop.example"], ROOT_URLCONF=__name__, ADMINS=[],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}, DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    LOGGING={"version": 1, "disable_existing_loggers": False,
      "formatters": {"verbose": {"format": "%(levelname)s %(asctime)s %(module)s %(process)d %(thread)d %(message)s"}},
      "handlers": {"c": {"class": "logging.StreamHandler", "formatter": "verbose"}},
      "root": {"handlers": ["c"], "level": "INFO"},
      "loggers": {"django.db.backends": {"level": "INFO"}}})
django.setup()
from django.core.exceptions import SuspiciousOperation
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import path
log = logging.getLogger("shop")
def setup():
    with connection.cursor() as c:
        c.execute("create table cart (id integer primary key, sku text unique not null)")
def add(request, sku):
    log.info("add %s to cart, error=None", sku)
    with transaction.atomic(), connection.cursor() as c:
        c.execute("insert into cart (sku) values (%s)", [sku])
    return HttpResponse("ok")
def bad(request):
    raise SuspiciousOperation("cart cookie tampered with")
def tmpl(request):
    from django.shortcuts import render
    return render(request, "error/checkout.html")
urlpatterns = [path("add/<sku>/", add), path("bad/", bad), path("checkout/", tmpl)]
from django.core.management import call_command
class Command(BaseCommand):
    def handle(self, *a, **k):
        from django.test import Client
        setup()
        c = Client(raise_request_exception=False)
        for i, u in enumerate(["/add/A1/", "/add/A2/", "/add/error/", "/add/A1/", "/nope/", "/add/A3/", "/bad/", "/add/A4/"] + ["/add/B%d/" % i for i in range(8)] + ["/checkout/"]):
            r = c.get(u)
            log.info("%s -> %s", u, r.status_code)
        with connection.cursor() as cur:
            cur.execute("select nme from cart")
if __name__ == "__main__":
    log.info("shop starting, 0 errors")
    call_command(Command())
