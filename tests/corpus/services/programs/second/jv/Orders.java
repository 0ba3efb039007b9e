import com.fasterxml.jackson.databind.*; import java.util.*;
/** import of orders with jackson; the whole log on stdout by println */
public class Orders {
  public record Line(String sku, int qty) {} public record Order(String id, List<Line> lines) {}
  static Order read(String s) { try { return new ObjectMapper().readValue(s, Order.class); } catch (com.fasterxml.jackson.core.JsonProcessingException e) { throw new IllegalArgumentException("order unreadable", e); } }
  public static void main(String[] a) {
    for (int i = 0; i < 20; i++) System.out.println("order " + read("{\"id\":\"" + i + "\",\"lines\":[{\"sku\":\"t\",\"qty\":" + i + "}]}").id() + " imported; errors 0");
    read("{\"id\":\"21\",\"lines\":[{\"sku\":\"t\",\"qty\":1},{\"sku\":\"u\",\"qty\":\"many\"}]}");
  }
}
