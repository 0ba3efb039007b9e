import java.nio.file.*;
import java.util.*;
import java.util.logging.*;

/** Ordinary business with look-alikes, through java.util.logging; stack traces at FINE level that are expected and ignored. */
public class Business {
    static final Logger LOG = Logger.getLogger("com.example.depot.Stock");

    static void reset() throws java.io.IOException {
        throw new java.net.SocketException("Connection reset");
    }

    public static void main(String[] a) throws Exception {
        List<String> lines = Files.readAllLines(Path.of("lookalikes.txt"));
        Logger root = Logger.getLogger("");
        root.setLevel(Level.FINE);
        root.getHandlers()[0].setLevel(Level.FINE);
        Level[] levels = {Level.INFO, Level.FINE, Level.CONFIG, Level.WARNING};
        for (int i = 0; i < Integer.parseInt(a[0]); i++) {
            LOG.log(levels[i % 4], lines.get(i * 11 % lines.size()).replace("{n}", "" + i));
            if (i % 30 == 5) {
                try {
                    reset();
                } catch (java.io.IOException e) {
                    LOG.log(i % 60 == 5 ? Level.FINE : Level.INFO, "expected, ignored: peer restarts, will retry", e);
                }
            }
            if (i % 50 == 9) {
                StringBuilder b = new StringBuilder("thread dump on request:");
                for (Map.Entry<Thread, StackTraceElement[]> t : new TreeMap<Thread, StackTraceElement[]>(Comparator.comparing(Thread::getName)) {{ putAll(Thread.getAllStackTraces()); }}.entrySet()) {
                    b.append("\n\"").append(t.getKey().getName()).append("\" ").append(t.getKey().getState());
                    for (StackTraceElement e : t.getValue()) b.append("\n\tat ").append(e);
                }
                LOG.info(b.toString());
            }
        }
    }
}
