package com.acme.ledger;
import java.sql.*; import java.util.*; import java.util.concurrent.*;
import org.apache.logging.log4j.*;
public class LedgerImport {
  static final Logger log = LogManager.getLogger(LedgerImport.class);
  static class ImportException extends RuntimeException { ImportException(String m, Throwable c){super(m,c);} }
  static class BatchWriter implements AutoCloseable {
    final String name; BatchWriter(String n){name=n; log.debug("writer {} opened", n);}
    public void close() throws Exception { throw new IllegalStateException("writer "+name+" closed with 2 rows unflushed"); }
  }
  static Connection c;
  static void load(String file, String[][] rows) {
    ThreadContext.put("file", file);
    log.info("importing {} ({} rows, 0 errors so far)", file, rows.length);
    try (BatchWriter w = new BatchWriter(file); PreparedStatement p = c.prepareStatement("insert into entry(id, account, cents) values (?, ?, ?)")) {
      for (String[] r : rows) { p.setString(1, r[0]); p.setString(2, r[1]); p.setString(3, r[2]); p.addBatch(); }
      p.executeBatch();
    } catch (Exception e) { throw new ImportException("file "+file+": import rolled back", e); }
    finally { ThreadContext.clearAll(); }
  }
  public static void main(String[] a) throws Exception {
    log.info("ledger-import 4.2.0 starting, error.policy=continue");
    c = DriverManager.getConnection("jdbc:h2:mem:ledger");
    Statement s = c.createStatement();
    s.execute("create table entry(id int primary key, account varchar(12) not null, cents bigint)");
    log.info("schema ready: tables=1 errors=0");
    for (int i = 1; i <= 6; i++) { s.execute("insert into entry values ("+i+", 'A-"+i+"', "+i*100+")"); log.info("opening balance A-{} = {} cents", i, i*100); }
    try { s.execute("create table entry(id int)"); } catch (SQLException e) { log.debug("table entry already exists, skipped: {}", e.getErrorCode()); }
    String[] files = {"2026-11-17.csv","2026-11-18.csv"};
    for (String f : files) try { load(f, new String[][]{{"101","A-1","20"},{"1","A-2","30"},{"103","A-3","40"}}); }
      catch (ImportException e) { if (f.endsWith("17.csv")) log.error("Import of {} failed, will go on with the next file", f, e); else log.warn("second failure in a row, giving up after report: {}", e.getMessage()); }
    try { s.executeQuery("select account, sum(cents)\n  from entries\n group by account"); }
    catch (SQLException e) { log.fatal("Report 'balances' could not be built", e); }
    log.info("report 'errors' written: /var/reports/errors/Exception-summary.html");
    try { Integer.parseInt("12,50"); } catch (NumberFormatException e) { log.warn("amount '12,50' in row 7 ignored: {}", e.toString()); }
    for (int i = 1; i <= 4; i++) log.info("archived file {} of 4 (failed: 0)", i);
    ExecutorService ex = Executors.newSingleThreadExecutor(r -> new Thread(r, "ledger-mailer"));
    Future<?> f = ex.submit(() -> { Map<String,String> to = new HashMap<>(); return to.get("finance").trim(); });
    try { f.get(); } catch (ExecutionException e) { log.error("", e); } finally { ex.shutdown(); }
    log.info("ledger-import done, exit code 2");
    LogManager.shutdown();
    System.exit(2);
  }
}
