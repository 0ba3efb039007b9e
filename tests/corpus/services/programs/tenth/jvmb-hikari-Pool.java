import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.*;
import java.util.logging.Level;
import java.util.logging.Logger;

public class Pool {
    private static final Logger LOG = Logger.getLogger(Pool.class.getName());

    static HikariDataSource pool(String name, String url) {
        HikariConfig c = new HikariConfig();
        c.setPoolName(name);
        c.setJdbcUrl(url);
        c.setUsername("SA");
        c.setPassword("");
        c.setMaximumPoolSize(2);
        c.setMinimumIdle(1);
        c.setConnectionTimeout(500);
        return new HikariDataSource(c);
    }

    static void load(DataSourceUser u, HikariDataSource ds) {
        try (Connection c = ds.getConnection()) {
            u.use(c);
        } catch (SQLException e) {
            LOG.log(Level.SEVERE, "loading failed after " + e.getSQLState(), e);
        }
    }

    interface DataSourceUser { void use(Connection c) throws SQLException; }

    public static void main(String[] args) {
        HikariDataSource local = pool("stock", "jdbc:hsqldb:mem:stock");
        load(c -> {
            try (Statement s = c.createStatement()) {
                s.execute("CREATE TABLE stock (sku VARCHAR(8) PRIMARY KEY, qty INT CHECK (qty >= 0))");
                s.execute("INSERT INTO stock VALUES ('A-1', 12)");
            }
        }, local);
        load(c -> {
            try (PreparedStatement p = c.prepareStatement("INSERT INTO stock VALUES (?, ?)")) {
                for (String sku : new String[] {"B-7", "A-1"}) {
                    p.setString(1, sku);
                    p.setInt(2, 3);
                    p.executeUpdate();
                }
            }
        }, local);
        load(c -> {
            try (Statement s = c.createStatement()) {
                s.executeQuery("SELECT sku, quantity FROM stock");
            }
        }, local);
        LOG.info("switching to the archive");
        HikariDataSource archive = pool("archive", "jdbc:hsqldb:hsql://127.0.0.1:9/archive");
        load(c -> c.setReadOnly(true), archive);
    }
}
