package depot.pack;
public class Packer {
  static class Box implements AutoCloseable { final int n; Box(int n) { this.n = n; } public void close() { throw new IllegalStateException("box " + n + " would not close"); } }
  static class Late { static final int DAYS = Integer.parseInt(System.getProperty("days", "soon")); }
  public static void main(String[] a) throws Exception {
    System.out.println("packing 2 boxes"); System.out.println("  at shelf 4 (A-14)");
    Thread t = new Thread(() -> { try (Box x = new Box(1); Box y = new Box(2)) { throw new UnsupportedOperationException("fragile\n  handle with care"); } }); t.start(); t.join();
    System.out.println("shipping"); System.out.println("Caused by rain: delay 1 d"); System.out.println(Late.DAYS);
  }
}
