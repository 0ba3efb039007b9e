import javax.servlet.http.*; import javax.servlet.*; import java.io.*; import java.net.*;
import org.eclipse.jetty.server.Server; import org.eclipse.jetty.servlet.*;
/** jetty on loopback with its StdErrLog: servlet failures are logged at WARN */
public class Shop {
  public static class Cart extends HttpServlet {
    protected void doGet(HttpServletRequest q, HttpServletResponse r) throws ServletException, IOException {
      String s = q.getParameter("n");
      if (s == null) throw new UnavailableException("cart closed for inventory", 5);
      try { r.getWriter().println(12 / Integer.parseInt(s)); } catch (NumberFormatException e) { throw new ServletException("bad quantity", e); }
    }
  }
  public static void main(String[] a) throws Exception {
    Server s = new Server(new InetSocketAddress("127.0.0.1", 18555));
    ServletContextHandler h = new ServletContextHandler(); h.addServlet(Cart.class, "/cart"); s.setHandler(h); s.start();
    for (String p : new String[]{"n=3", "n=0", "n=x", "n=4"}) {
      HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:18555/cart?" + p).openConnection();
      org.eclipse.jetty.util.log.Log.getLogger("shop.Client").info("{} -> {}, errors: none", p, c.getResponseCode());
    }
    s.stop();
    throw new IllegalStateException("till not balanced");
  }
}
