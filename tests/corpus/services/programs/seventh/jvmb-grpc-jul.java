package org.example.rpc;
import io.grpc.*;
import io.grpc.netty.*;
import io.grpc.stub.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.*;
import java.util.logging.*;
public class Rpc {
  static final Logger log = Logger.getLogger("org.example.rpc.StockService");
  static final MethodDescriptor.Marshaller<String> S = new MethodDescriptor.Marshaller<String>() {
    public InputStream stream(String v) { return new ByteArrayInputStream(v.getBytes(StandardCharsets.UTF_8)); }
    public String parse(InputStream i) { try { return new String(i.readAllBytes(), StandardCharsets.UTF_8); } catch (IOException e) { throw new UncheckedIOException(e); } } };
  static final MethodDescriptor<String, String> GET = MethodDescriptor.<String, String>newBuilder().setType(MethodDescriptor.MethodType.UNARY)
    .setFullMethodName("depot.Stock/Get").setRequestMarshaller(S).setResponseMarshaller(S).build();
  static String look(String k) {
    if (k.equals("gone")) throw new java.util.NoSuchElementException();
    if (k.equals("locked")) throw new StatusRuntimeException(Status.ABORTED.withDescription("row is locked").withCause(new TimeoutException("waited 30 s for lock stock[locked]")));
    return k + "=" + k.length();
  }
  public static void main(String[] a) throws Exception {
    Server srv = NettyServerBuilder.forPort(50977).executor(Executors.newFixedThreadPool(1, r -> new Thread(r, "grpc-default-executor-0")))
      .addService(ServerServiceDefinition.builder("depot.Stock").addMethod(GET, ServerCalls.asyncUnaryCall((String q, StreamObserver<String> o) -> {
        log.info("Get " + q); o.onNext(look(q)); o.onCompleted(); })).build()).build().start();
    log.info("Server started, listening on 50977");
    ManagedChannel ch = NettyChannelBuilder.forAddress("127.0.0.1", 50977).usePlaintext().build();
    for (String k : new String[]{"alpha", "beta", "gone", "gamma", "locked"}) {
      try { log.info("Got " + ClientCalls.blockingUnaryCall(ch, GET, CallOptions.DEFAULT, k)); }
      catch (StatusRuntimeException e) { log.log(Level.WARNING, "RPC failed: {0}; SEVERE: 0, will try again later", e.getStatus().getCode()); }
      Thread.sleep(150);
    }
    try { ClientCalls.blockingUnaryCall(ch, GET, CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.NANOSECONDS), "late"); }
    catch (StatusRuntimeException e) { log.log(Level.SEVERE, "stock lookup failed", e); }
    log.info("*** shutting down gRPC server since JVM is shutting down");
    ch.shutdown().awaitTermination(2, TimeUnit.SECONDS); srv.shutdown().awaitTermination(2, TimeUnit.SECONDS);
    log.info("*** server shut down");
    System.exit(ClientCalls.blockingUnaryCall(ch, GET, CallOptions.DEFAULT, "last").length());
  }
}
