package depot.web;
import org.eclipse.jetty.server.*;
import org.eclipse.jetty.servlet.*;
import javax.servlet.http.*;
import javax.servlet.*;
import org.slf4j.*;
import java.io.*;
import java.net.*;
import java.util.*;
public class Web {
  static final Logger log = LoggerFactory.getLogger(Web.class);
  public static class Cart extends HttpServlet {
    final Map<String, Integer> stock = Map.of("a", 3, "b", 0);
    protected void doGet(HttpServletRequest q, HttpServletResponse r) throws ServletException, IOException {
      String k = q.getParameter("sku");
      MDC.put("rid", Integer.toHexString(k == null ? 0 : k.hashCode()));
      try { r.getWriter().println(12 / stock.get(k)); log.info("GET {} 200 errors=0", q.getRequestURI()); }
      catch (ArithmeticException e) { log.error("GET {} failed", q.getRequestURI(), new ServletException("cart cannot be priced", e)); r.sendError(500); }
      finally { MDC.clear(); }
    }
  }
  static int get(String s) throws Exception { HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:50988" + s).openConnection(); return c.getResponseCode(); }
  public static void main(String[] a) throws Exception {
    Server s = new Server(new org.eclipse.jetty.util.thread.QueuedThreadPool(8, 8));
    ServerConnector sc = new ServerConnector(s); sc.setHost("127.0.0.1"); sc.setPort(50988); s.addConnector(sc);
    ServletContextHandler h = new ServletContextHandler(s, "/"); h.addServlet(new ServletHolder(new Cart()), "/cart/*");
    s.start();
    for (String u : new String[]{"/cart/?sku=a", "/cart/?sku=b", "/cart/?sku=a", "/cart/?sku=a", "/error/Handler.java"}) { log.info("client saw {} for {}", get(u), u); Thread.sleep(230); }
    Thread.sleep(6000);
  }
}
