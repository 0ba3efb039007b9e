import org.apache.catalina.*; import org.apache.catalina.startup.*; import org.apache.catalina.core.*;
import javax.servlet.*; import javax.servlet.http.*; import java.io.*; import java.net.*; import java.util.logging.*;
public class Shop {
  static final Logger log = Logger.getLogger("shop.web");
  static class Page extends HttpServlet {
    protected void doGet(HttpServletRequest q, HttpServletResponse r) throws ServletException, IOException {
      String p = q.getRequestURI(); log.info("GET " + p + " from " + q.getRemoteAddr());
      if (p.startsWith("/item/")) { try { r.getWriter().println(item(p.substring(6))); } catch (RuntimeException e) { throw new ServletException("item page: cannot render", e); } }
      else if (p.equals("/basket")) q.getServletContext().log("basket service answered slowly", new SocketTimeoutException("Read timed out"));
      else if (p.equals("/error/report.jsp")) r.sendError(404, "no such report");
      else if (p.equals("/search")) getServletContext().log("search index reloaded, 0 errors");
      else r.getWriter().println("ok"); }
    String item(String id) { return id.charAt(0) == 'x' ? null : "item " + Integer.parseInt(id); }
  }
  static class Warmup implements LifecycleListener { public void lifecycleEvent(LifecycleEvent e) { if (e.getType().equals(Lifecycle.AFTER_START_EVENT)) log.info("cache warm, SEVERE=0 WARNING=0"); } }
  static class Audit implements ServletContextListener {
    public void contextInitialized(ServletContextEvent e) { log.info("audit listener ready"); }
    public void contextDestroyed(ServletContextEvent e) { throw new IllegalStateException("audit trail still open: 3 records unsent", new IOException("Broken pipe")); } }
  static void get(String u) throws Exception { HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:21880" + u).openConnection(); log.info("probe " + u + " -> " + c.getResponseCode()); }
  public static void main(String[] a) throws Exception {
    Tomcat t = new Tomcat(); t.setBaseDir("/srv/blind7-jvma/p/tom/base"); t.setPort(21880); t.getConnector();
    Context c = t.addContext("", "/srv/blind7-jvma/p/tom"); Wrapper w = Tomcat.addServlet(c, "page", new Page()); c.addServletMappingDecoded("/*", "page");
    c.addLifecycleListener(new Warmup()); ((StandardContext) c).addApplicationLifecycleListener(new Audit());
    t.start();
    for (String u : new String[]{"/", "/item/17", "/search", "/item/seven", "/", "/error/report.jsp", "/basket", "/item/", "/item/18"}) get(u);
    t.stop(); t.destroy();
  }
}
