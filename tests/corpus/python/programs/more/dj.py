import logging

import django
from django.conf import settings
from django.test import Client

logging.basicConfig(level=20, format="%(levelname)s %(name)s %(message)s")
settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="djurls",
    SECRET_KEY="x",
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
client = Client(raise_request_exception=False)
for page in ("/a/", "/t/", "/db/"):
    client.get(page)
