"""A Django site of one file for runserver; every page exists but /missing."""
import sys

from django.conf import settings

settings.configure(DEBUG=True, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="not-a-secret")
from django.http import HttpResponse  # noqa: E402
from django.urls import re_path  # noqa: E402

urlpatterns = [re_path(r"^(?!missing)", lambda r: HttpResponse("ok"))]
if __name__ == "__main__":
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
