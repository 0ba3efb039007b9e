package org.example.depot;
import org.jboss.logging.Logger;
import org.jboss.threads.EnhancedQueueExecutor;
import org.jboss.threads.JBossThreadFactory;
import java.util.concurrent.*;
public class Pool {
  static final Logger log = Logger.getLogger(Pool.class);
  static class StockException extends IllegalStateException {
    StockException(String m, Throwable c) { super(m, c); }
  }
  static int stock(String sku) {
    if (sku.startsWith("X")) throw new IllegalArgumentException("unknown sku: " + sku);
    return sku.length();
  }
  static void reserve(String sku) {
    try { log.infof("reserved %s, %d left", sku, stock(sku)); }
    catch (IllegalArgumentException e) { throw new StockException("cannot reserve " + sku, e); }
  }
  public static void main(String[] a) throws Exception {
    Thread.currentThread().setName("ServerService Thread Pool -- 1");
    log.info("WFLYSRV0049: depot 26.1 starting");
    log.info("WFLYSRV0039: Creating http management service using socket-binding (management-http)");
    log.warn("WFLYTX0013: The node-identifier attribute on the /subsystem=transactions is set to the default value. ERROR handling stays local.");
    EnhancedQueueExecutor ex = new EnhancedQueueExecutor.Builder().setCorePoolSize(2).setMaximumPoolSize(2)
      .setThreadFactory(new JBossThreadFactory(new ThreadGroup("depot"), Boolean.TRUE, null, "default task-%t", null, null)).build();
    for (String s : new String[]{"A-100", "B-2", "A-7", "A-8", "B-19", "X-7", "C-31", "C-4", "D-9", "A-101"}) { ex.execute(() -> reserve(s)); Thread.sleep(90); }
    try { reserve("X-8"); } catch (StockException e) { log.error("UT005023: Exception handling request to /reserve/X-8", e); }
    log.info("java.lang.OutOfMemoryError: none seen in the last 24 h");
    log.error("WFLYCTL0013: Operation (\"deploy\") failed - address: ([(\"deployment\" => \"depot.war\")]) - failure description: \"WFLYSRV0137: No deployment content with hash\"");
    ScheduledExecutorService sc = Executors.newScheduledThreadPool(1, r -> { Thread t = new Thread(r, "Timer-0"); t.setDaemon(true); return t; });
    Future<?> f = sc.submit(() -> { Object o = "12"; return (Integer) o; });
    try { f.get(); } catch (ExecutionException e) { log.fatal(e.getMessage(), e); }
    log.info("WFLYSRV0050: depot stopped in 7ms");
    ex.shutdown();
  }
}
