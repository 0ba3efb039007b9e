import logging,grpc
from concurrent import futures
from noise import noise
logging.basicConfig(level=20,format="%(asctime)s.%(msecs)03d %(process)d %(levelname)s %(name)s [-] %(message)s",datefmt="%Y-%m-%d %H:%M:%S")
def f(req,ctx): return {b"a":1}[req]
h=grpc.method_handlers_generic_handler("Till",{"Open":grpc.unary_unary_rpc_method_handler(f)})
s=grpc.server(futures.ThreadPoolExecutor(1)); s.add_generic_rpc_handlers((h,)); p=s.add_insecure_port("127.0.0.1:8933"); s.start(); noise(9)
try: grpc.insecure_channel("127.0.0.1:8933").unary_unary("/Till/Open")(b"zz")
except grpc.RpcError: pass
noise(12); s.stop(0)
