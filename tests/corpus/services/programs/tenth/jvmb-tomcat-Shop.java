import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import javax.servlet.ServletException;
import javax.servlet.http.*;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

public class Shop {
    static class CartServlet extends HttpServlet {
        @Override protected void doGet(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
            String id = req.getParameter("id");
            try {
                int cart = Integer.parseInt(id);
                resp.getWriter().println("cart " + cart);
            } catch (NumberFormatException e) {
                throw new ServletException("Unable to load cart", e);
            }
        }
    }

    static class CheckoutServlet extends HttpServlet {
        @Override public void init() {
            String url = getServletConfig().getInitParameter("payment.url");
            log("payment goes to " + url);
            if (url == null) throw new IllegalStateException("payment.url is not configured");
        }
    }

    static class StockServlet extends HttpServlet {
        private String[] shelves;
        @Override protected void doGet(HttpServletRequest req, HttpServletResponse resp) throws IOException {
            resp.getWriter().println(shelves.length);
        }
    }

    static int get(int port, String path) throws IOException {
        HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection();
        return c.getResponseCode();
    }

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("base");
        tomcat.setPort(0);
        Context ctx = tomcat.addContext("/shop", new File(".").getAbsolutePath());
        Tomcat.addServlet(ctx, "cart", new CartServlet());
        Tomcat.addServlet(ctx, "stock", new StockServlet());
        Tomcat.addServlet(ctx, "checkout", new CheckoutServlet()).setLoadOnStartup(1);
        ctx.addServletMappingDecoded("/cart", "cart");
        ctx.addServletMappingDecoded("/stock", "stock");
        ctx.addServletMappingDecoded("/checkout", "checkout");
        tomcat.getConnector();
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        get(port, "/shop/cart?id=17");
        get(port, "/shop/cart?id=none");
        get(port, "/shop/stock");
        tomcat.stop();
        tomcat.destroy();
    }
}
