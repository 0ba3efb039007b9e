import concurrent.futures as cf
from lxml import etree
def parse(s): return etree.fromstring(s)
with cf.ThreadPoolExecutor(thread_name_prefix="xml") as ex:
    print("parsing 2 feeds", flush=True)
    fs = [ex.submit(parse, s) for s in ("<a/>", "<a>\n<b>&nope;</a>")]
    for f in fs: print(f.result().tag, flush=True)
