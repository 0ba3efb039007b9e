import org.slf4j.*; import java.util.concurrent.*;
/** taxi dispatcher, logback: %rEx (root cause first), mdc, an uncaught death of a pool thread */
public class Dispatch {
  static final Logger log = LoggerFactory.getLogger(Dispatch.class);
  record Ride(int id, String from, String to) { Ride { if (from.equals(to)) throw new IllegalArgumentException("ride " + id + " goes nowhere"); } }
  static class NoTaxi extends RuntimeException { NoTaxi(String m, Throwable t) { super(m, t); } }
  static void plan(int i) { try { new Ride(i, "A", i % 7 == 6 ? "A" : "B"); log.info("ride {} planned, error=false", i); } catch (IllegalArgumentException e) { throw new NoTaxi("no taxi for " + i, e); } }
  public static void main(String[] a) throws Exception {
    ExecutorService ex = Executors.newSingleThreadExecutor(r -> new Thread(r, "planner"));
    for (int i = 0; i < 16; i++) { int n = i; MDC.put("tenant", "north");
      Future<?> f = ex.submit(() -> plan(n));
      try { f.get(); } catch (ExecutionException e) { if (n < 7) log.error("planning failed [{}]", n, e); else log.info("ride {} dropped on purpose", n, e.getCause()); } }
    CompletableFuture<Integer> c = CompletableFuture.supplyAsync(() -> 1).thenApply(x -> 10 / (x - 1));
    log.warn("no exceptions expected now");
    try { c.join(); } catch (CompletionException e) { log.error("", e); }
    ex.execute(() -> { int[] seats = new int[4]; seats[4] = 1; });
    ex.shutdown(); ex.awaitTermination(2, TimeUnit.SECONDS);
    log.info("dispatch over");
  }
}
