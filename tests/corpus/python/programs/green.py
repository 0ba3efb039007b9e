import gevent

from shop import store

print("begin")
gevent.spawn(store.reserve, "A-100", 5)
gevent.sleep(0.05)
print("still serving")
