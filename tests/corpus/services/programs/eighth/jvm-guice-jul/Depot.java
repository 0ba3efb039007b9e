package depot.app;
import com.google.inject.*; import com.google.inject.name.*; import java.util.logging.*;
public class Depot {
  static final Logger log = Logger.getLogger(Depot.class.getName());
  interface Store {} interface Clock {}
  static class Orders { @Inject Orders(Store s, @Named("dsn") String dsn) {} }
  static class Pool { @Inject Pool(@Named("size") int n) { if (n < 1) throw new IllegalArgumentException("pool size " + n); } }
  static class Bad extends AbstractModule { protected void configure() { bind(Orders.class); } }
  static class Late extends AbstractModule { protected void configure() { bindConstant().annotatedWith(Names.named("size")).to(0); bind(Pool.class); } }
  public static void main(String[] a) {
    log.info("depot 3.1 starting"); for (String s : new String[] { "config", "metrics", "errors.d" }) log.info("module " + s + " found");
    log.warning("Failed login attempts today: 0");
    Injector i = Guice.createInjector(new Late());
    try { i.getInstance(Pool.class); } catch (ProvisionException e) { log.log(Level.SEVERE, "no pool, running without", e); }
    log.info("binding orders"); log.log(Level.FINE, "unseen", new Error());
    Guice.createInjector(new Bad());
  }
}
