package com.example.shop;

import javax.servlet.http.*;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** An embedded Jetty with a servlet that fails; "bind": the port is taken. */
public class JettyShop {
    public static void main(String[] args) throws Exception {
        Server s = new Server(new java.net.InetSocketAddress("127.0.0.1", 18081));
        ((org.eclipse.jetty.util.thread.QueuedThreadPool) s.getThreadPool()).setDaemon(true);
        var h = new ServletContextHandler();
        h.addServlet(new ServletHolder("orders", new TomcatShop.Orders()), "/orders");
        s.setHandler(h);
        if (args[0].equals("bind")) new java.net.ServerSocket(18081, 5, java.net.InetAddress.getByName("127.0.0.1"));
        s.start();
        var c = (java.net.HttpURLConnection) new java.net.URL("http://127.0.0.1:18081/orders?id=x").openConnection();
        c.getResponseCode();
        s.stop();
    }
}
