package shop.web;
import java.io.*; import java.net.*; import java.util.logging.*;
import javax.servlet.*; import javax.servlet.http.*;
import org.apache.catalina.*; import org.apache.catalina.startup.Tomcat;
public class Shop {
  static final Logger log = Logger.getLogger("shop.web.Shop");
  public static class Cart extends HttpServlet {
    protected void doGet(HttpServletRequest q, HttpServletResponse r) throws IOException, ServletException {
      String id = q.getParameter("id");
      log.info("cart " + id);
      if ("7".equals(id)) { try { Integer.parseInt("7a"); } catch (NumberFormatException e) { throw new ServletException("cart 7: cannot be rendered", e); } }
      if ("8".equals(id)) throw new IllegalStateException();
      r.getWriter().println("ok");
    }
  }
  public static class Broken extends HttpServlet {
    public void init() throws ServletException { throw new UnavailableException("price list not loaded: /error/prices.csv missing"); }
  }
  static void get(String u) throws Exception {
    HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:18081" + u).openConnection();
    log.info("GET " + u + " -> " + c.getResponseCode()); }
  public static void main(String[] a) throws Exception {
    Tomcat t = new Tomcat(); t.setBaseDir("base"); t.setPort(18081); t.getConnector();
    Context c = t.addContext("", null);
    Tomcat.addServlet(c, "cart", new Cart()); c.addServletMappingDecoded("/cart", "cart");
    Tomcat.addServlet(c, "prices", Broken.class.getName()); c.addServletMappingDecoded("/prices", "prices");
    t.start();
    for (int i = 1; i < 4; i++) get("/cart?id=" + i);
    get("/cart?id=7"); get("/cart?id=4"); get("/cart?id=8");
    get("/error/500"); get("/prices"); get("/cart?id=5");
    t.stop(); t.destroy();
  }
}
