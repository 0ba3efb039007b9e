import org.slf4j.*; import java.util.*;
/** sensors: handled exceptions at DEBUG/INFO/WARN with traces, words that look like failures */
public class Quiet {
  static final Logger log = LoggerFactory.getLogger("plant.ErrorHandler");
  public static void main(String[] a) { for (int i = 0; i < 160; i++) { log.info("sensor {} ok: Exception count=0, ERROR bits=0x0, fatal=false, file=/var/Error.java:{}", i, i);
    try { if (i % 20 == 7) Integer.parseInt("n/a"); if (i % 33 == 1) throw new IllegalStateException("calibrating", new RuntimeException("warm up")); } catch (NumberFormatException e) { log.warn("sensor {} has no value", i, e); } catch (IllegalStateException e) { log.info("expected while calibrating: {}", e.toString(), e); }
    if (i % 15 == 0) log.warn("Exception in thread count: 0; Caused by: nothing"); } }
}
