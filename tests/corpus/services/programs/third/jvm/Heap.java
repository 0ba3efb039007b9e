package depot.heap;
import java.util.*;
public class Heap {
  static Map<Integer,long[]> cache = new HashMap<>();
  static void load(int from) { for (int i = from; ; i++) cache.put(i, new long[64 * 1024]); }
  public static void main(String[] a) throws Exception {
    Thread w = new Thread(() -> load(0), "cache-loader"); w.start(); w.join(); cache.clear(); System.gc();
    try { System.out.println(new long[Integer.MAX_VALUE].length); } catch (OutOfMemoryError e) { e.printStackTrace(); }
    System.gc(); throw new Error(new java.util.concurrent.TimeoutException());
  }
}
