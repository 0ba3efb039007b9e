import javax.servlet.http.*; import javax.servlet.*; import java.io.*; import java.net.*;
import org.apache.catalina.startup.Tomcat; import org.apache.catalina.Context;
/** embedded tomcat: SEVERE with root cause, and a filter that cannot start */
public class Tom {
  public static class Seat extends HttpServlet {
    protected void doGet(HttpServletRequest q, HttpServletResponse r) throws ServletException, IOException {
      try { Object o = new int[2][Integer.parseInt(q.getParameter("row"))]; r.getWriter().print(o.hashCode()); }
      catch (NegativeArraySizeException e) { throw new ServletException("no such row", e); }
    }
  }
  public static class Audit implements Filter {
    public void init(FilterConfig c) { throw new UnsupportedOperationException("audit log /var/log/error/audit not writable"); }
    public void doFilter(ServletRequest a, ServletResponse b, FilterChain c) {}
  }
  public static void main(String[] a) throws Exception {
    Tomcat t = new Tomcat(); t.setBaseDir("/srv/blind2/jv/tc"); t.setPort(18444); t.getConnector().setProperty("address", "127.0.0.1");
    Context c = t.addContext("", null); Tomcat.addServlet(c, "seat", new Seat()); c.addServletMappingDecoded("/seat", "seat");
    if (a.length > 0) { org.apache.tomcat.util.descriptor.web.FilterDef d = new org.apache.tomcat.util.descriptor.web.FilterDef(); d.setFilterName("audit"); d.setFilterClass(Audit.class.getName()); c.addFilterDef(d);
      org.apache.tomcat.util.descriptor.web.FilterMap m = new org.apache.tomcat.util.descriptor.web.FilterMap(); m.setFilterName("audit"); m.addURLPattern("/*"); c.addFilterMap(m); }
    t.start();
    for (String p : new String[]{"3", "-1", "four", "5"}) {
      HttpURLConnection u = (HttpURLConnection) new URL("http://127.0.0.1:18444/seat?row=" + p).openConnection();
      java.util.logging.Logger.getLogger("seats").info("row " + p + " status " + u.getResponseCode() + ", 0 errors pending");
    }
    t.stop(); System.exit(0);
  }
}
