package depot.web;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import javax.servlet.ServletException;
import javax.servlet.http.*;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A small embedded Tomcat; a request for an article that is not there falls through to the container. */
public class Shop {
    public static class ArticleServlet extends HttpServlet {
        private final Map<String, Integer> prices = Map.of("lamp", 30, "chair", 85);

        @Override
        protected void doGet(HttpServletRequest req, HttpServletResponse res) throws ServletException, IOException {
            String name = req.getParameter("name");
            try {
                res.getWriter().println(price(name));
            } catch (RuntimeException e) {
                throw new ServletException("cannot show article '" + name + "'", e);
            }
        }

        private int price(String name) {
            return prices.get(name);
        }
    }

    static int get(int port, String q) throws IOException {
        HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/article?name=" + q).openConnection();
        return c.getResponseCode();
    }

    public static void main(String[] args) throws Exception {
        Tomcat t = new Tomcat();
        t.setBaseDir("/srv/blind9-jvma/tomcat");
        t.setPort(0);
        Context ctx = t.addContext("", new File("/srv/blind9-jvma/tomcat").getAbsolutePath());
        Tomcat.addServlet(ctx, "articles", new ArticleServlet());
        ctx.addServletMappingDecoded("/article", "articles");
        t.getConnector();
        t.start();
        int port = t.getConnector().getLocalPort();
        System.out.println("lamp -> " + get(port, "lamp"));
        System.out.println("sofa -> " + get(port, "sofa"));
        t.stop();
        t.destroy();
    }
}
