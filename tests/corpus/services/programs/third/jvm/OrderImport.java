package depot.imports;
import com.fasterxml.jackson.databind.*; import java.util.*; import org.slf4j.*;
public class OrderImport {
  static final Logger log = LoggerFactory.getLogger("imports");
  public static class Line { public String sku; public int qty; public Color color; public enum Color { RED, BLUE } }
  public static class Order { public long id; public List<Line> lines; }
  static class ImportFailed extends RuntimeException { ImportFailed(String m, Throwable t) { super(m, t); } }
  static void read(ObjectMapper m, String s) { try { Order o = m.readValue(s, Order.class); log.info("order {} read: {} lines", o.id, o.lines.size()); } catch (java.io.IOException e) { throw new ImportFailed("file part-0007.ndjson", e); } }
  public static void main(String[] a) throws Exception {
    ObjectMapper m = new ObjectMapper();
    for (int i = 0; i < 15; i++) read(m, "{\"id\":" + i + ",\"lines\":[{\"sku\":\"A-" + i + "\",\"qty\":1,\"color\":\"RED\"}]}");
    log.info("at [Source: part-0007.ndjson; line: 16] checkpoint written");
    try { read(m, "{\"id\":16,\"lines\":[{\"sku\":\"B\",\"qty\":\"two\"}]}"); } catch (ImportFailed e) { log.error("import stopped", e); }
    log.info("rollback of 15 orders: done");
    try { m.readValue("{\"id\":17,\"lines\":[{\"colour\":\"RED\"}]}", Order.class); } catch (Exception e) { log.error(e.toString()); }
    for (int i = 20; i < 32; i++) read(m, "{\"id\":" + i + ",\"lines\":[]}");
    log.info("finishing");
    read(m, "{\"id\":33,\n\"lines\":[{\"sku\":\"C\",\n\"color\":\"MAUVE\"}]");
  }
}
