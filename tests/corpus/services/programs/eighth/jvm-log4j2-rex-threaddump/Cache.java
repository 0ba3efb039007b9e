package shop.cache;
import org.apache.logging.log4j.*; import java.util.*; import java.util.concurrent.*;
public class Cache {
  static final Logger log = LogManager.getLogger(Cache.class);
  static byte[] load(int k) throws Exception { try { return fetch(k); } catch (java.io.IOException e) { throw new ExecutionException("key " + k, e); } }
  static byte[] fetch(int k) throws java.io.IOException { if (k == 4) throw new java.io.FileNotFoundException("/data/error/k4.bin (No such file or directory)"); return new byte[1 << 20]; }
  public static void main(String[] a) throws Exception {
    log.info("cache up, pid file written");
    for (int k = 0; k < 8; k++) { try { log.info("key {} = {} bytes, error: no", k, load(k).length); } catch (Exception e) { log.error("key {} not loaded", k, new IllegalStateException("cache entry lost", e)); } }
    System.gc();
    Thread w = new Thread(() -> { try { Thread.sleep(60000); } catch (InterruptedException e) { log.info("waiter stopped", e); } }, "waiter-java.lang.Exception: none"); w.setDaemon(true); w.start();
    Thread.sleep(200);
    new ProcessBuilder("kill", "-3", "" + ProcessHandle.current().pid()).inheritIO().start().waitFor(); Thread.sleep(500);
    log.info("dump written, going on");
    Thread t = new Thread(() -> { List<byte[]> l = new ArrayList<>(); for (int i = 0; ; i++) l.add(new byte[4 << 20]); }, "preloader"); t.start(); t.join();
    log.info("preloader gone, failures=1");
    Callable<Integer> c = () -> { throw new TimeoutException(); };
    ExecutorService x = Executors.newFixedThreadPool(1, r -> new Thread(r, "pool-1")); Future<Integer> f = x.submit(c); x.shutdown();
    try { f.get(); } catch (ExecutionException e) { log.fatal("warm-up failed, giving up", e); }
    log.info("bye");
  }
}
