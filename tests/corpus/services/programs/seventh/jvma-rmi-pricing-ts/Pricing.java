package shop.pricing;
import java.rmi.*; import java.rmi.registry.*; import java.rmi.server.*; import java.util.*;
import org.slf4j.*;
public class Pricing {
  static final Logger log = LoggerFactory.getLogger("shop.pricing.Client");
  public interface Quotes extends Remote { int quote(String sku) throws RemoteException; int bulk(List<String> skus) throws RemoteException; }
  static class Server implements Quotes {
    final Logger log = LoggerFactory.getLogger("shop.pricing.Server"); final Map<String,Integer> p = Map.of("tea", 400, "mug", 900);
    public int quote(String s) { log.info("quote {}", s); return p.get(s); }
    public int bulk(List<String> s) { log.info("bulk quote of {} lines, errors so far: 0", s.size()); if (s.size() > 2) throw new AssertionError("bulk of " + s.size()); return s.stream().mapToInt(this::quote).sum(); } }
  static class Blob implements java.io.Serializable { Thread t = Thread.currentThread(); }
  static String[] ask(Quotes q, String... skus) { List<String> r = new ArrayList<>();
    for (String s : skus) try { r.add(s + "=" + q.quote(s)); log.info("{} costs {} cents", s, r.get(r.size() - 1)); } catch (RemoteException e) { log.warn("no quote for {}, will try again: {}", s, e.getMessage()); } catch (NullPointerException e) { log.error("quote failed for sku {}", s, e); }
    return r.toArray(new String[0]); }
  public static void main(String[] a) throws Exception {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    Server s = new Server(); Registry reg = LocateRegistry.createRegistry(21890); reg.rebind("quotes", UnicastRemoteObject.exportObject(s, 0));
    Quotes q = (Quotes) LocateRegistry.getRegistry("127.0.0.1", 21890).lookup("quotes");
    log.info("connected, lookup of java.rmi.Remote took 3 ms");
    ask(q, "tea", "mug", "tea", "jar");
    log.info("bulk of two: {}", q.bulk(List.of("tea", "mug")));
    log.info("retrying after error: nothing to retry");
    try { q.bulk(List.of("tea", "mug", "tea")); } catch (ServerError e) { log.error("bulk refused by server", e); }
    for (int i = 0; i < 4; i++) ask(q, "tea", "mug");
    log.warn("registry at 127.0.0.1:21890 goes away in 0 s, ERROR expected: none");
    UnicastRemoteObject.unexportObject(s, true);
    try { LocateRegistry.getRegistry("127.0.0.1", 21890).lookup("quoted"); } catch (NotBoundException e) { log.info("name 'quoted' is not bound, ignored", e); }
    UnicastRemoteObject.unexportObject(reg, true);
    LocateRegistry.getRegistry("127.0.0.1", 21891).lookup("quotes");
  }
}
