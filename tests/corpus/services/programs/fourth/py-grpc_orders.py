import logging, sys, grpc
from concurrent import futures
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s.%(msecs)03dZ | %(levelname)s | %(name)s:%(lineno)d | %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
log = logging.getLogger("orders.rpc")
def place(req, ctx):
    log.info("place %s exception_count=0", req.decode())
    if req == b"o-9": raise PermissionError("order o-9 is locked")
    if req == b"o-13":
        log.error("order o-13 refused: stock\n  wanted 4\n  have 1")
        ctx.abort(grpc.StatusCode.FAILED_PRECONDITION, "stock")
    return b"ok"
h = grpc.method_handlers_generic_handler("shop.Orders", {"Place": grpc.unary_unary_rpc_method_handler(place)})
s = grpc.server(futures.ThreadPoolExecutor(1)); s.add_generic_rpc_handlers((h,)); s.add_insecure_port("127.0.0.1:18734"); s.start()
with grpc.insecure_channel("127.0.0.1:18734") as c:
    call = c.unary_unary("/shop.Orders/Place")
    for i in range(18):
        try: call(b"o-%d" % i)
        except grpc.RpcError as e: log.info("client saw %s (Traceback not available)", e.code())
log.info("drained, error_rate=0.11"); s.stop(0)
