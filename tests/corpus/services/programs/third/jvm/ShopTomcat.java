package depot.web;
import org.apache.catalina.startup.Tomcat; import org.apache.catalina.Context; import javax.servlet.http.*; import javax.servlet.*; import java.io.*; import java.net.*;
public class ShopTomcat {
  static final java.util.logging.Logger log = java.util.logging.Logger.getLogger("depot.web.access");
  public static class Cart extends HttpServlet { protected void doGet(HttpServletRequest q, HttpServletResponse r) throws ServletException, IOException {
      String id = q.getParameter("id"); log.info("GET /cart?id=" + id + " by java.lang.Thread \"" + Thread.currentThread().getName() + "\"");
      if ("7".equals(id)) throw new ServletException("cart 7", new IllegalArgumentException("no such coupon: SPRING\u00e4"));
      if ("11".equals(id)) { Object o = null; o.hashCode(); }
      r.getWriter().println("ok"); } }
  public static class Lazy extends HttpServlet { public void init() throws ServletException { throw new UnavailableException("price list missing"); } }
  static void get(int port, String p) throws Exception { HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:" + port + p).openConnection(); log.info("probe " + p + " -> " + c.getResponseCode()); c.disconnect(); }
  public static void main(String[] a) throws Exception {
    Tomcat t = new Tomcat(); t.setBaseDir("/srv/blind3-jvm/app/tc"); t.setPort(0); t.getConnector(); Context c = t.addContext("", null);
    Tomcat.addServlet(c, "cart", new Cart()); c.addServletMappingDecoded("/cart", "cart"); 
    var w = Tomcat.addServlet(c, "lazy", "depot.web.ShopTomcat$Lazy"); c.addServletMappingDecoded("/lazy", "lazy");
    t.start(); int p = t.getConnector().getLocalPort();
    for (int i = 0; i < 14; i++) get(p, "/cart?id=" + i);
    get(p, "/lazy"); t.stop();
  }
}
