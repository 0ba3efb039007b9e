package depot.daemon;
import org.apache.commons.daemon.*;
import org.slf4j.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
public class Depotd implements Daemon {
  static final Logger log = LoggerFactory.getLogger("depotd");
  ScheduledExecutorService pool;
  public void init(DaemonContext c) throws Exception {
    log.info("init, arguments {}", Arrays.toString(c.getArguments()));
    log.warn("no error_handler configured, ERROR mails are off");
  }
  public void start() throws Exception {
    log.info("start");
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> log.error("Uncaught exception in " + t.getName(), e));
    pool = Executors.newScheduledThreadPool(1);
    for (int i = 0; i < 3; i++) { int n = i; Thread t = new Thread(() -> { log.info("spool {} scanned, 0 failed", n); if (n == 1) throw new ConcurrentModificationException(); }, "spool-" + i); t.start(); t.join(); }
    try { Files.delete(Paths.get("spool/lock")); } catch (NoSuchFileException e) { log.info("no stale lock to remove, ignored: {}", e.toString()); }
    open("spool/index");
  }
  void open(String p) throws Exception {
    try (AutoCloseable h = () -> { throw new java.io.IOException("close: index handle 3 is stale"); }) {
      Map<String, String> idx = new TreeMap<>(); idx.put(null, p);
    }
  }
  public void stop() { log.info("stop"); }
  public void destroy() { log.info("destroy"); }
}
