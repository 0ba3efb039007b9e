package shop.desk;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A ticket desk in an embedded Tomcat with nothing but java.util.logging. */
public class Desk {
    private static final Logger LOG = Logger.getLogger(Desk.class.getName());

    static class Tickets extends HttpServlet {
        private final Map<String, Integer> free = Map.of("stalls", 12, "circle", 3);

        @Override protected void doGet(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
            String where = req.getParameter("where");
            int n = Integer.parseInt(req.getParameter("n"));
            if (!free.containsKey(where)) {
                try {
                    throw new IllegalArgumentException("unknown area '" + where + "'");
                } catch (IllegalArgumentException e) {
                    throw new ServletException("cannot sell " + n + " tickets", e);
                }
            }
            LOG.info(n + " tickets in " + where);
            resp.getWriter().println("ok");
        }
    }

    static void get(int port, String query) throws IOException {
        HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/tickets?" + query).openConnection();
        int status = c.getResponseCode();
        if (status >= 500) LOG.warning("GET /tickets?" + query + " gave " + status);
    }

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir("/srv/blind10-jvma/tc");
        tomcat.setPort(0);
        Context ctx = tomcat.addContext("", null);
        Tomcat.addServlet(ctx, "tickets", new Tickets());
        ctx.addServletMappingDecoded("/tickets", "tickets");
        tomcat.getConnector();
        tomcat.start();
        int port = tomcat.getConnector().getLocalPort();
        get(port, "where=stalls&n=2");
        get(port, "where=roof&n=4");
        get(port, "where=circle&n=two");
        tomcat.stop();
        tomcat.destroy();
        try {
            get(port, "where=stalls&n=1");
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "desk is closed\nlast port was {0,number,#}", port);
        }
    }
}
