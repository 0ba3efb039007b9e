"""grpcio server: exceptions in the servicer are logged by grpc itself under logging's default format; the client's own dies uncaught"""
import logging
from concurrent import futures
import grpc

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("quotes")


def quote(request, context):
    log.info("quote for %s", request.decode())
    base = {"mug": 4.5, "cap": 9.0}[request.decode()]
    return b"%.2f" % base


def serve():
    m = grpc.unary_unary_rpc_method_handler(quote)
    s = grpc.server(futures.ThreadPoolExecutor(1))
    s.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("shop.Quotes", {"Get": m}),))
    port = s.add_insecure_port("127.0.0.1:0")
    s.start()
    return s, port


s, port = serve()
log.info("serving; ERROR: 0, last exception: None")
with grpc.insecure_channel("127.0.0.1:%d" % port) as ch:
    get = ch.unary_unary("/shop.Quotes/Get")
    for item in ["mug", "cap", "mug", "cap", "mug", "cap", "mug", "sock", "cap", "mug", "cap", "mug", "cap"]:
        try:
            log.info("%s costs %s", item, get(item.encode()).decode())
        except grpc.RpcError as e:
            log.warning("no quote for %s: %s", item, e.code())
s.stop(0).wait()
raise SystemError("price list incomplete: 1 of 13")
