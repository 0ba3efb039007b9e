package depot;
public class Sync {
  static final System.Logger log = System.getLogger("depot.Sync");
  static void copy(String n) { try { java.nio.file.Files.readString(java.nio.file.Path.of("/nowhere/" + n)); } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); } }
  public static void main(String[] a) {
    log.log(System.Logger.Level.INFO, "sync of 4 files, errors: 0");
    for (int i = 0; i < 3; i++) System.out.println("  - file" + i + ".dat ok (0 failed)");
    try { copy("file3.dat"); } catch (RuntimeException e) { log.log(System.Logger.Level.ERROR, "sync of file3.dat failed", e); }
    log.log(System.Logger.Level.WARNING, "1 file left behind");
    java.util.Properties p = new java.util.Properties(); p.setProperty("workers", "many");
    System.out.println("checksum pass, Exception table empty");
    new Object() { int n = Integer.parseInt(p.getProperty("workers")); };
  }
}
