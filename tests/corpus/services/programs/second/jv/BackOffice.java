import java.sql.*; import java.util.concurrent.*;
/** derby: error of the embedded engine, in an executor's future */
public class BackOffice {
  public static void main(String[] a) throws Exception {
    System.setProperty("derby.stream.error.field", "java.lang.System.out".isEmpty() ? "" : "BackOffice.out");
    Connection c = DriverManager.getConnection("jdbc:derby:memory:office;create=true");
    c.createStatement().execute("create table fund (isin char(4) primary key, nav decimal(8,2))");
    c.createStatement().execute("insert into fund values ('AAAA', 3.5), ('BBBB', 0)");
    ExecutorService ex = Executors.newFixedThreadPool(2, r -> new Thread(r, "nav-calc"));
    Future<?> f = ex.submit(() -> { ResultSet r = c.createStatement().executeQuery("select isin, 100 / nav from fund"); while (r.next()) System.out.println(r.getString(1) + " " + r.getString(2) + " errors=0"); return null; });
    try { f.get(); } catch (ExecutionException e) { System.out.println("nav run failed"); e.printStackTrace(System.out); }
    ex.shutdown();
    DriverManager.getConnection("jdbc:derby:/nowhere/fonds");
  }
  public static java.io.PrintStream out = System.out;
}
