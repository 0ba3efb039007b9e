from django.urls import path
from django.template import engines
def a(r): raise ValueError("broken view\nreally")
def t(r):
    from django.template import Template,Context,Engine
    return Engine().from_string("{% if %}")
def db(r):
    from django.contrib.contenttypes.models import ContentType; return list(ContentType.objects.all())
urlpatterns=[path("a/",a),path("t/",t),path("db/",db)]
