"""An ASGI application without a framework."""
from shop import store


async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        raise NotImplementedError("no lifespan here")
    store.reserve(scope["path"].rsplit("/")[-1], 5)
