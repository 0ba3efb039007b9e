import sys
from joblib import Parallel, delayed
def f(x):
    if x==3: raise ValueError("bad x: %d\ndetail"%x)
    return x
Parallel(n_jobs=2, backend=sys.argv[1])(delayed(f)(i) for i in range(5))
