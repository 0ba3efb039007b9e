package depot.db;
import com.zaxxer.hikari.*; import org.slf4j.*;
public class PoolStart {
  static final Logger log = LoggerFactory.getLogger(PoolStart.class);
  public static void main(String[] a) throws Exception {
    for (String s : "orders customers invoices prices stock returns coupons".split(" ")) { log.info("registering repository '{}'", s); log.info("  entity {}Error mapped to table {}_error", s, s); }
    HikariConfig c = new HikariConfig(); c.setJdbcUrl("jdbc:h2:mem:ok"); c.setUsername("sa"); c.setPoolName("primary");
    try (HikariDataSource d = new HikariDataSource(c)) { for (int i = 0; i < 8; i++) try (var x = d.getConnection(); var st = x.createStatement()) { st.execute("create table t" + i + "(id int)"); log.info("migrated V{}__create_t{}.sql, 0 failures", i, i); }
      try (var x = d.getConnection(); var st = x.createStatement()) { st.execute("insert into t1 values (1),\n  (2),\n  (x)"); } catch (java.sql.SQLException e) { log.error("migration V9 failed", e); } }
    HikariConfig r = new HikariConfig(); r.setJdbcUrl("jdbc:h2:/srv/blind3-jvm/app/none/replica;IFEXISTS=TRUE"); r.setPoolName("replica"); r.setUsername("sa");
    new HikariDataSource(r);
  }
}
