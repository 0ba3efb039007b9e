package com.abacus.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.*;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Ledger {
    private static final Logger log = LoggerFactory.getLogger(Ledger.class);

    static class Journal implements AutoCloseable {
        private final Connection c;
        private int open;
        Journal(Connection c) throws SQLException { this.c = c; c.setAutoCommit(false); }
        void book(int account, long cents) throws SQLException {
            open++;
            try (PreparedStatement p = c.prepareStatement("insert into entry values (?, ?)")) {
                p.setInt(1, account);
                p.setLong(2, cents);
                p.executeUpdate();
            }
            open--;
        }
        @Override public void close() throws SQLException {
            c.rollback();
            if (open > 0) throw new IllegalStateException(open + " booking(s) still open");
        }
    }

    static HikariDataSource pool(String name, String url) {
        HikariConfig h = new HikariConfig();
        h.setPoolName(name);
        h.setJdbcUrl(url);
        h.setMaximumPoolSize(2);
        h.setConnectionTimeout(1000);
        return new HikariDataSource(h);
    }

    public static void main(String[] args) throws Exception {
        try (HikariDataSource ds = pool("ledger", "jdbc:sqlite::memory:"); Connection c = ds.getConnection()) {
            try (Statement s = c.createStatement()) {
                s.execute("create table entry (account int not null, cents int not null check (cents <> 0))");
            }
            try (Journal j = new Journal(c)) {
                j.book(1200, 4500);
                j.book(8400, 0);
            } catch (SQLException e) {
                log.error("Booking run of account 8400 rolled back", e);
            }
        }
        HikariDataSource archive = pool("archive", "jdbc:sqlite:file:archive.db?mode=ro");
        log.info("archive ready: {}", archive.isRunning());
    }
}
