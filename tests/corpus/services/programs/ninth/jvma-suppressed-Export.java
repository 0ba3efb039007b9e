package depot.export;

import java.io.*;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Writes an archive through two resources that fail once more while they are closed. */
public class Export {
    private static final Logger log = LogManager.getLogger(Export.class);

    static class Volume implements Closeable {
        final String name;
        Volume(String name) { this.name = name; }
        void write(int rows) throws IOException {
            if (rows > 1000) throw new IOException("No space left on device");
            log.info("{} rows written to {}", rows, name);
        }
        @Override public void close() throws IOException {
            try {
                flush();
            } catch (UncheckedIOException e) {
                throw new IOException("volume " + name + " not closed cleanly", e.getCause());
            }
        }
        void flush() {
            throw new UncheckedIOException(new EOFException());
        }
    }

    static class Lock implements AutoCloseable {
        @Override public void close() {
            throw new IllegalMonitorStateException("lock export.lck is held by pid 4711");
        }
    }

    static void run(int... sizes) throws IOException {
        try (Lock lock = new Lock(); Volume v = new Volume("vol-3")) {
            for (int n : sizes) v.write(n);
        }
    }

    public static void main(String[] args) {
        log.info("export of 2 tables begins");
        try {
            run(120, 40_000);
        } catch (Exception e) {
            log.fatal("export broken off", e);
        }
        log.info("leaving with status 1");
    }
}
