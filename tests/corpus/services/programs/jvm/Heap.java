import java.util.*;
public class Heap {
    static void gc() { System.out.println("[cache] 3 regions, 0 evictions, errors 0"); }
    public static void main(String[] a) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> { System.err.println("!! " + t.getName() + " died, see below"); e.printStackTrace(); });
        for (int i = 0; i < 8; i++) { gc(); if (i == 5) { Thread t = new Thread(() -> { List<long[]> l = new ArrayList<>(); while (true) l.add(new long[1 << 20]); }, "cache-filler"); t.start(); t.join(); } }
        Object o = Arrays.asList(1, 2); gc();
        Exception root = new IllegalArgumentException("loop"); Exception top = new RuntimeException("outer", root); root.initCause(top);
        try { throw top; } catch (Exception e) { e.printStackTrace(); }
        Integer[] x = (Integer[]) new ArrayList<Object>(List.of("a")).toArray();
    }
}
