"""Moves the stock lock around in ZooKeeper."""
import logging
import time

from kazoo.client import KazooClient
from kazoo.exceptions import NodeExistsError

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)-8s %(name)s: %(message)s")
log = logging.getLogger("shop.locks")

zk = KazooClient(hosts="127.0.0.1:2491", timeout=4)
zk.start()
zk.ensure_path("/shop/locks")


@zk.ChildrenWatch("/shop/locks")
def watch(children):
    log.info("locks now: %s", children)


zk.create("/shop/locks/tea", b"1")
zk.create("/shop/locks/stock", b"1")
time.sleep(0.5)
try:
    zk.create("/shop/locks/tea", b"2")
except NodeExistsError:
    log.warning("lock tea is taken, will try again later", exc_info=True)
log.info("error count 0, releasing")
zk.delete("/shop/locks/tea")
zk.set("/shop/locks/price", b"7", version=3)
