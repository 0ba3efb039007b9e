import java.sql.*; import java.util.logging.*;
/** hsqldb ledger: JUL with a custom one-line format (set on the command line) */
public class Ledger {
  static final Logger log = Logger.getLogger("bank.ledger");
  static class PostingException extends Exception { PostingException(String m, Throwable c) { super(m, c); } }
  static void post(Connection c, int from, int to, int cents) throws PostingException {
    try (PreparedStatement s = c.prepareStatement("insert into posting values (?, ?, ?)")) {
      s.setInt(1, from); s.setInt(2, to); s.setInt(3, cents); s.executeUpdate();
    } catch (SQLException e) { throw new PostingException("posting " + from + "->" + to + " refused", e); }
  }
  public static void main(String[] a) throws Exception {
    Logger.getLogger("hsqldb").setLevel(Level.OFF);
    Connection c = DriverManager.getConnection("jdbc:hsqldb:mem:bank", "SA", "");
    c.createStatement().execute("create table posting (src int, dst int, cents int, constraint positive check (cents > 0), constraint once unique (src, dst))");
    for (int i = 0; i < 25; i++) { post(c, i, i + 1, 100 + i); log.info("posted " + i + ", errors=0"); }
    try { post(c, 3, 4, 5); } catch (PostingException e) { log.log(Level.SEVERE, "duplicate posting", e); }
    try { post(c, 30, 4, -5); } catch (PostingException e) { log.log(Level.FINE, "negative", e); log.log(Level.WARNING, "negative amount, skipped", e); }
    log.info("ledger has no errors; SEVERE count 1");
    log.severe("balance differs:\n  debit  2800\n  credit 2805");
    log.info("closing");
    c.createStatement().executeQuery("select sum(cents) from postings");
  }
}
