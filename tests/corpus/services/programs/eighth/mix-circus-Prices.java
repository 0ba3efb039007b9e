import java.io.IOException;
import java.net.*;
import org.slf4j.*;

/** Calls the API and the gateway now and then; logback with its default pattern. */
public class Prices {
    static final Logger log = LoggerFactory.getLogger(Prices.class);
    static class PriceFeedException extends RuntimeException {
        PriceFeedException(String m, Throwable t) { super(m, t); }
    }
    static int get(String url) throws IOException {
        HttpURLConnection c = (HttpURLConnection) new URL("http://127.0.0.1:" + url).openConnection();
        c.setRequestMethod("GET");
        return c.getResponseCode();
    }
    public static void main(String[] a) throws Exception {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT")).setLevel(ch.qos.logback.classic.Level.INFO);
        for (String url : new String[] {"8481/total/3", "8471/error/Handler.java", "8481/total/0", "8481/total/12", "8471/quote/tea/4", "8471/quote/tea/many"}) {
            try { log.info("{} -> {} (errors: none)", url, get(url)); }
            catch (IOException e) {
                log.error("price run stopped at " + url, new PriceFeedException("feed broke off; 0 prices read", e));
            }
            Thread.sleep(500);
        }
        log.info("prices down, exit code 0");
    }
}
