package depot.ledger;

import java.sql.*;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Books payments in H2; the second statement names a column that was renamed in the last migration. */
public class Ledger {
    private static final Logger log = LoggerFactory.getLogger(Ledger.class);

    static class BookingException extends RuntimeException {
        BookingException(String m, Throwable c) { super(m, c); }
    }

    static void book(Connection c, int account, String amount) {
        String sql = "insert into booking (account, amount)\nvalues (" + account + ", " + amount + ")\n";
        try (Statement s = c.createStatement()) {
            s.executeUpdate(sql);
            log.info("booked {} on account {}", amount, account);
        } catch (SQLException e) {
            throw new BookingException("could not book " + amount + " on account " + account, e);
        }
    }

    static void settle(Connection c) {
        try {
            book(c, 17, "20.00");
            try (Statement s = c.createStatement()) {
                s.execute("alter table booking alter column amount rename to cents");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            log.warn("migration 12 applied while in service");
            book(c, 18, "35.50");
        } catch (BookingException e) {
            throw new IllegalStateException("settlement of 2026-11-19 stopped", e);
        }
    }

    public static void main(String[] args) throws Exception {
        try (Connection c = DriverManager.getConnection("jdbc:h2:mem:ledger")) {
            c.createStatement().execute("create table booking (account int, amount decimal(10, 2))");
            log.info("ledger open");
            try {
                settle(c);
            } catch (RuntimeException e) {
                log.error("settlement failed, {} payment(s) left", 3, e);
            }
        }
        log.info("ledger closed");
    }
}
