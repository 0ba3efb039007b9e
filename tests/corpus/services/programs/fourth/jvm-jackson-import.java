import com.fasterxml.jackson.databind.*; import java.util.*;
class Importer { public static class Item{ public int qty; public String sku;} public static class Order{ public List<Item> items; }
 public static void main(String[] a) throws Exception { System.out.println("import of orders.json begins");
  try{ new ObjectMapper().readValue("{\"items\":[{\"qty\":1},\n{\"qty\":\"many\"}]}", Order.class);}catch(Exception e){ throw new IllegalStateException("import aborted at record 2", e);} }}
