package depot.ledger;
import org.apache.logging.log4j.*; import java.sql.*;
public class Ledger {
  static final Logger log = LogManager.getLogger(Ledger.class);
  static void book(Connection c, int i, int amount) throws SQLException { try (PreparedStatement p = c.prepareStatement("insert into ledger(id, amount)\nvalues (?, ?)")) { p.setInt(1, i); p.setInt(2, amount); p.executeUpdate(); } }
  public static void main(String[] a) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:h2:mem:l", "sa", "")) {
      c.createStatement().execute("create table ledger(id int primary key, amount int check (amount > 0))");
      for (int i = 0; i < 22; i++) { book(c, i, 5); log.info("booked {} [error budget 100%]", i); }
      try { book(c, 3, 9); } catch (SQLException e) { log.error("double booking of {}", 3, e); }
      for (int i = 30; i < 38; i++) { book(c, i, 5); log.debug("booked {}", i); }
      try { book(c, 40, -2); } catch (SQLException e) { log.warn("booking 40 was rejected as expected by the self test, ignored", e); }
      log.info("self test passed");
      log.fatal("ledger out of balance by 2\n  debit  = 110\n  credit = 112");
      c.close(); book(c, 41, 1);
    } catch (SQLException e) { throw new IllegalStateException("ledger lost", e); }
  }
}
