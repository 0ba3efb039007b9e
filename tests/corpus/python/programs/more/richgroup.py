from rich.traceback import install

install(width=70)


def take():
    raise ExceptionGroup("two", [ValueError("a"), ExceptionGroup("in", [KeyError("k")])])


try:
    take()
except ExceptionGroup as e:
    raise RuntimeError("outer") from e
