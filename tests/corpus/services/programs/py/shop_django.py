import django, sys, logging
from django.conf import settings
settings.configure(DEBUG=False, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="x", INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    LOGGING={"version": 1, "disable_existing_loggers": False,
      "formatters": {"v": {"format": "{levelname} {asctime} {module} {process:d} {thread:d} {message}", "style": "{"}},
      "handlers": {"c": {"class": "logging.StreamHandler", "formatter": "v"}},
      "root": {"handlers": ["c"], "level": "DEBUG"}, "loggers": {"django": {"handlers": ["c"], "propagate": False, "level": "INFO"}, "asyncio": {"level": "WARNING"}, "django.db.backends": {"level": "INFO"}}})
django.setup()
from django.http import HttpResponse
from django.urls import path
from django.template import Template, Context
from django.contrib.auth.models import User
log = logging.getLogger("shop.views")
def home(r): log.info("home rendered in 3 ms, errors: none"); return HttpResponse("hi")
def users(r): return HttpResponse(User.objects.filter(nick="bob").count())
def login(r): log.debug("looking up user %s", r.GET.get("u")); return HttpResponse(User.objects.get(username="u").id)
def page(r): return HttpResponse(Template("{% for x in y %}{{ x }}").render(Context()))
urlpatterns = [path("", home), path("users/", users), path("login/", login), path("page/", page)]
from django.test import Client
c = Client(raise_request_exception=False)
for u in ("/", "/", "/", "/users/", "/", "/", "/missing/", "/", "/login/?u=42", "/", "/page/", "/", "/"): c.get(u)
