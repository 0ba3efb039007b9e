package depot.worker;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
public class Worker {
  static class LeaseLost extends Exception { LeaseLost(String m) { super(m); } }
  static void beat(int n) {
    if (n == 4) {
      Exception e = new LeaseLost("lease 7f3a expired 12 s ago (owner: worker-2)");
      e.addSuppressed(new IllegalStateException("release: not the owner"));
      throw new CompletionException(e);
    }
    System.out.println("heartbeat " + n + " ok, 0 failures, exceptions: none");
  }
  public static void main(String[] a) throws Exception {
    System.out.println("worker pool started (1 thread)");
    AtomicInteger i = new AtomicInteger();
    Thread t = new Thread(() -> { for (;;) { beat(i.incrementAndGet()); try { Thread.sleep(600); } catch (InterruptedException e) { return; } } }, "lease-keeper");
    t.start(); t.join();
    System.err.println("lease keeper died; leaving");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> { System.out.println("flushing 3 jobs"); Object o = null; o.hashCode(); }, "flush-hook"));
    System.exit(3);
  }
}
