"""Stock service over gRPC with a client that does not expect failure."""
import json
import logging
from concurrent import futures

import grpc

logging.basicConfig(
    level=logging.INFO, format="%(asctime)s %(levelname)-8s %(name)s: %(message)s"
)
log = logging.getLogger("stock")

STOCK = {"bolt": {"count": 40, "bin": "A3"}, "nut": {"bin": "A4"}}


def get_level(payload, context):
    item = json.loads(payload)["item"]
    log.info("level of %s asked for", item)
    row = STOCK[item]
    return json.dumps({"item": item, "free": row["count"]}).encode()


def serve():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
    handler = grpc.method_handlers_generic_handler(
        "shop.Stock", {"GetLevel": grpc.unary_unary_rpc_method_handler(get_level)}
    )
    server.add_generic_rpc_handlers((handler,))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    log.info("serving on port %d", port)
    return server, port


def main():
    server, port = serve()
    try:
        with grpc.insecure_channel("127.0.0.1:%d" % port) as channel:
            level = channel.unary_unary("/shop.Stock/GetLevel")
            for item in ("bolt", "nut"):
                reply = json.loads(level(json.dumps({"item": item}).encode()))
                log.info("%(item)s: %(free)d free", reply)
    finally:
        server.stop(None).wait()
        log.info("server stopped")


main()
