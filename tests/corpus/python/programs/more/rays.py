import ray,logging
ray.init(num_cpus=1,include_dashboard=False)
@ray.remote
def f(n):
    return {}[n]
@ray.remote
def g(n): return ray.get(f.remote(n))
@ray.remote
class A:
    def __init__(self): raise OSError("no drive")
    def x(self): pass
try: ray.get(f.remote("tea"))
except KeyError: logging.exception("task failed")
try: ray.get(A.remote().x.remote())
except Exception: logging.exception("actor failed")
ray.get(g.remote("cup"))
