import java.io.IOException;
import java.util.Map;
import javax.servlet.ServletException;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.*;

@WebServlet("/cart/*")
public class Cart extends HttpServlet {
    static class NoSuchCart extends RuntimeException {
        NoSuchCart(String id, Throwable cause) { super("cart " + id + " is not in the store:\n  looked in memory\n  looked on disk", cause); }
    }
    private final Map<String, Integer> carts = Map.of("c1", 3, "c2", 0);

    @Override protected void doGet(HttpServletRequest req, HttpServletResponse resp) throws ServletException, IOException {
        String id = req.getPathInfo().substring(1);
        getServletContext().log("cart " + id + " asked for, errors=0");
        try {
            int n = carts.get(id);
            if (n == 0) {
                try { resp.getWriter().println(100 / n); }
                catch (ArithmeticException e) { getServletContext().log("average of an empty cart ignored", e); }
            }
            resp.getWriter().println(n);
        } catch (NullPointerException e) {
            throw new ServletException("cannot show cart", new NoSuchCart(id, e));
        }
    }
}
