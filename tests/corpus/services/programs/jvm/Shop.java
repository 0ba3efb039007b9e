import java.sql.*; import java.util.*; import java.util.concurrent.*;
import org.slf4j.*;
public class Shop {
    static final Logger log = LoggerFactory.getLogger(Shop.class);
    static class CheckoutException extends RuntimeException { CheckoutException(String m, Throwable c) { super(m, c); } }
    record Line(String sku, int qty) {}
    static void book(Connection c, Line l) throws SQLException {
        try (PreparedStatement p = c.prepareStatement("insert into stock values(?, ?)")) { p.setString(1, l.sku()); p.setInt(2, l.qty()); p.executeUpdate(); }
    }
    static void checkout(Connection c, int n) {
        try { book(c, new Line("sku-" + n, n)); } catch (SQLException e) { throw new CheckoutException("order " + n + " not booked\n  customer: c-17\n  basket: 1 line", e); }
    }
    public static void main(String[] a) throws Exception {
        Connection c = DriverManager.getConnection("jdbc:hsqldb:mem:shop", "sa", "");
        c.createStatement().execute("create table stock(sku varchar(20) primary key, qty int)");
        MDC.put("req", "r-1");
        for (int n = 1; n <= 16; n++) {
            MDC.put("req", "r-" + n);
            log.info("order {} received, errors=0, error_rate=0.0", n);
            if (n == 9 || n == 11) try { checkout(c, n - 1); } catch (CheckoutException e) { log.error("checkout failed for order {}", n, e); }
            else checkout(c, a.length > 0 && n == 14 ? 2 : n);
            if (n == 12) log.error("payment provider answered 0 of 3 pings");
            log.debug("order {} closed, Exception: none", n);
        }
    }
}
