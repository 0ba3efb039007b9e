package net.kiosk.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.ServletException;
import javax.servlet.http.*;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

public class Shop {
    static final Logger log = Logger.getLogger(Shop.class.getName());
    static final Map<String, Integer> STOCK = Map.of("tea", 4, "coffee", 0);

    static class StockServlet extends HttpServlet {
        @Override protected void doGet(HttpServletRequest q, HttpServletResponse a) throws ServletException, IOException {
            String item = q.getParameter("item");
            int n = STOCK.get(item);
            if (n == 0) {
                try {
                    reorder(item, q.getParameter("n"));
                } catch (IllegalArgumentException e) {
                    throw new ServletException("Cannot reorder " + item, e);
                }
            }
            a.getWriter().println(n);
        }

        private void reorder(String item, String n) {
            log.info("reordering " + n + " of " + item);
            int count = Integer.parseInt(n);
            log.info("ordered " + count);
        }
    }

    static int get(String u) throws IOException {
        HttpURLConnection c = (HttpURLConnection) new URL(u).openConnection();
        return c.getResponseCode();
    }

    public static void main(String[] args) throws Exception {
        Tomcat t = new Tomcat();
        t.setBaseDir("base");
        t.setHostname("localhost");
        t.setPort(18095);
        t.getConnector().setProperty("address", "127.0.0.1");
        Context c = t.addContext("/shop", null);
        Tomcat.addServlet(c, "stock", new StockServlet());
        c.addServletMappingDecoded("/stock", "stock");
        t.start();
        String[] paths = {"stock?item=tea", "stock?item=sugar", "stock?item=coffee&n=dozen"};
        for (String p : paths) {
            int status = get("http://127.0.0.1:18095/shop/" + p);
            if (status >= 500) log.log(Level.SEVERE, "self test of {0} answered {1}", new Object[] {p, status});
            else log.log(Level.INFO, "self test of {0} answered {1}", new Object[] {p, status});
        }
        t.stop();
        t.destroy();
    }
}
