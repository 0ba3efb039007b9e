package shop;
import java.util.*;
public class Cart {
  private final Map<String,Integer> lines = new LinkedHashMap<>();
  public void add(String sku, int n) { if (n <= 0) throw new IllegalArgumentException("quantity must be positive: " + n); lines.merge(sku, n, Integer::sum); }
  public int count(String sku) { return lines.get(sku); }
  public int total(Map<String,Integer> prices) { int t = 0; for (var e : lines.entrySet()) t += e.getValue() * price(prices, e.getKey()); return t; }
  private int price(Map<String,Integer> p, String k) { try { return p.get(k); } catch (NullPointerException e) { throw new IllegalStateException("no price for " + k, e); } }
}
