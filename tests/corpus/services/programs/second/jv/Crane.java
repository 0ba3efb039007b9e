import org.apache.logging.log4j.*; import java.util.*; import java.util.stream.*;
/** harbour crane simulation, log4j2 with %xEx (packaging data), FATAL */
public class Crane {
  static final Logger log = LogManager.getLogger("harbour.crane");
  sealed interface Cmd permits Lift, Turn {} record Lift(int kg) implements Cmd {} record Turn(int deg) implements Cmd {}
  static Cmd parse(String s) { String[] p = s.split(" "); return switch (p[0]) { case "lift" -> new Lift(Integer.parseInt(p[1])); case "turn" -> new Turn(Integer.parseInt(p[1])); default -> throw new NoSuchElementException("command " + s); }; }
  static void run(List<String> l) { l.stream().map(Crane::parse).forEach(c -> log.info("executed {} (errors=0)", c)); }
  public static void main(String[] a) throws Exception {
    run(IntStream.range(0, 22).mapToObj(i -> (i % 2 == 0 ? "lift " : "turn ") + i * 3).collect(Collectors.toList()));
    try { run(List.of("turn 7", "drop 1")); } catch (RuntimeException e) { log.error("program stopped, {} commands left", 0, e); }
    log.debug("error table loaded from /etc/crane/errors.tbl");
    try { run(List.of("lift 9x")); } catch (RuntimeException e) { log.debug("operator typo", e); }
    log.fatal("emergency stop pressed");
    Exception s = new java.io.IOException("log shipped: false"); IllegalStateException x = new IllegalStateException("brake not closed\nposition: 12 deg"); x.addSuppressed(s); x.initCause(new java.util.concurrent.TimeoutException());
    log.fatal("brake", x);
    log.info("FATAL=2 ERROR=1 in this shift; end");
  }
}
