package com.example.shop;

import javax.servlet.http.*;
import org.apache.catalina.startup.Tomcat;

/** An embedded Tomcat with a servlet that fails. */
public class TomcatShop {
    public static class Orders extends HttpServlet {
        @Override protected void doGet(HttpServletRequest q, HttpServletResponse r) throws java.io.IOException {
            if (q.getParameter("id") == null) throw new IllegalStateException("no id given");
            try { Ledger.settle(q.getParameter("id")); r.getWriter().println("ok"); }
            catch (OrderRejected e) { throw new java.io.IOException("order page failed", e); }
        }
    }
    public static void main(String[] args) throws Exception {
        Tomcat t = new Tomcat();
        t.setBaseDir("/srv/jshop/tomcat");
        t.setPort(18080);
        t.getConnector();
        var c = t.addContext("", "/srv/jshop");
        Tomcat.addServlet(c, "orders", new Orders());
        c.addServletMappingDecoded("/orders", "orders");
        if (args[0].equals("listener")) c.addApplicationListener("com.example.shop.Gone");
        t.start();
        for (String path : new String[] { "/orders?id=17", "/orders?id=x", "/orders" }) {
            var h = (java.net.HttpURLConnection) new java.net.URL("http://127.0.0.1:18080" + path).openConnection();
            h.getResponseCode();
        }
        t.stop();
        t.destroy();
    }
}
