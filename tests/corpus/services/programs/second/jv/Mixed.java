import java.util.*; import java.nio.*; import javax.xml.parsers.*; import java.io.*; import javax.naming.*; import java.rmi.*; import java.rmi.server.*; import java.rmi.registry.*; import java.util.concurrent.*;
/** several small deaths of the platform's own libraries, chosen by the argument */
public class Mixed {
  public interface Clock extends Remote { String time(String zone) throws RemoteException; }
  public static class ClockImpl extends UnicastRemoteObject implements Clock { ClockImpl() throws RemoteException {} public String time(String z) { return java.time.ZonedDateTime.now(java.time.ZoneId.of(z)).toString(); } }
  public interface Codec {} public static class BadCodec implements Codec { public BadCodec() { throw new UnsatisfiedLinkError("no flac in java.library.path"); } }
  record Packet(byte[] b) { int len() { return ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).getInt(); } }
  static Map<String, List<Integer>> scores;
  public static void main(String[] a) throws Exception {
    switch (a[0]) {
      case "buffer" -> { for (int i = 8; i > 0; i--) System.out.println("meter frame of " + i + " bytes: length " + new Packet(new byte[i]).len() + ", crc errors 0"); }
      case "xml" -> { DocumentBuilder b = DocumentBuilderFactory.newInstance().newDocumentBuilder(); System.out.println("sitemap 1 ok, 0 errors"); b.parse(new ByteArrayInputStream("<map>\n <url>a</url>\n <url>b</ur>\n</map>".getBytes())); }
      case "jndi" -> { Hashtable<String,String> e = new Hashtable<>(); e.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory"); e.put(Context.PROVIDER_URL, "ldap://127.0.0.1:1389/dc=error"); new InitialContext(e).lookup("cn=printer"); }
      case "rmi" -> { System.setProperty("java.rmi.server.hostname", "127.0.0.1"); Registry r = LocateRegistry.createRegistry(18099); r.rebind("clock", new ClockImpl()); Clock c = (Clock) r.lookup("clock"); System.out.println(c.time("UTC").isEmpty() ? "" : "clock ok, no error"); try { c.time("Mars/Base"); } finally { new Thread(() -> { try { Thread.sleep(300); } catch (InterruptedException e) {} System.exit(1); }).start(); } }
      case "service" -> { for (Codec c : ServiceLoader.load(Codec.class)) System.out.println(c); }
      case "npe" -> { ForkJoinPool p = new ForkJoinPool(2); p.submit(() -> List.of("ann", "bob").parallelStream().map(n -> scores.get(n).get(0)).forEach(System.out::println)).get(); }
      case "oom" -> { List<long[]> l = new ArrayList<>(); for (int i = 0; ; i++) { if (i % 8 == 0) System.out.println("tile cache: " + i + " tiles, load_error=0"); l.add(new long[500_000]); } }
      case "so" -> { System.out.println("solver depth limit none, errors 0"); System.out.println(ack(3, 20)); }
      case "segv" -> { System.out.println("driver: mapping register file, errors 0"); var f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe"); f.setAccessible(true); ((sun.misc.Unsafe) f.get(null)).putInt(0L, 1); }
      case "init" -> { for (int i = 0; i < 2; i++) try { Rates.get(); } catch (Throwable t) { System.err.println("rate lookup " + i + " failed"); t.printStackTrace(); } }
      case "threads" -> { Thread t = new Thread(() -> { throw new IllegalMonitorStateException("gate \"error\" not owned"); }, "gate [ERROR] watcher"); t.start(); t.join(); System.out.println("day over"); synchronized (Mixed.class) { new Object().wait(); } }
    }
  }
  static long ack(long m, long n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
  static class Rates { static final Map<String, Double> R = Map.of("EUR", 1.0, "EUR", 1.1); static Object get() { return R; } }
}
