import java.util.*; import java.util.concurrent.*; import java.util.function.*; import java.util.stream.*;
import org.apache.logging.log4j.*;
public class Pipeline {
    static final Logger log = LogManager.getLogger("pipeline.enrich");
    interface Source { int next(int n); }
    static int parse(String s) { return Integer.parseInt(s.trim()); }
    static List<Integer> part(int n) { return Stream.of("1", "2", n == 3 ? "x7" : "3").map(Pipeline::parse).collect(Collectors.toList()); }
    static class Res implements AutoCloseable { final String n; Res(String n) { this.n = n; } public void close() throws Exception { throw new java.io.IOException("close of " + n + " failed"); } }
    static void write(int n) throws Exception { try (Res r = new Res("sink"); Res q = new Res("index")) { if (n == 6) throw new IllegalStateException("sink full at part " + n); log.info("part {} never", n); } }
    public static void main(String[] a) throws Exception {
        ExecutorService ex = Executors.newFixedThreadPool(2, r -> new Thread(r, "enrich-worker"));
        for (int n = 1; n <= 8; n++) {
            final int k = n;
            log.info("part {} submitted (errors: 0)", n);
            try { log.info("part {} -> {}", n, CompletableFuture.supplyAsync(() -> part(k), ex).thenApply(l -> l.stream().mapToInt(i -> i).sum()).get(2, TimeUnit.SECONDS)); }
            catch (ExecutionException e) { log.error("part {} failed", n, e); }
            if (n == 5) ex.submit(() -> { throw new Error("swallowed"); });
            if (n == 6) try { write(n); } catch (Exception e) { log.fatal("cannot write", e); }
            if (n == 7) { ex.execute(() -> { log.warn("about to rebalance"); Map<String, Integer> m = Map.of("a", 1); m.put("b", 2); }); Thread.sleep(100); }
        }
        try { ex.invokeAll(List.of(() -> part(3))).get(0).get(); } catch (ExecutionException e) { log.info("retry of part 3 failed as expected: {}", e.getMessage()); }
        ex.shutdown(); log.info("0 exceptions unhandled, bye");
    }
}
