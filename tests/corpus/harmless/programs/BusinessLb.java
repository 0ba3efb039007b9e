import java.nio.file.*;
import java.util.*;
import org.slf4j.*;

/** The same through logback's default configuration: DEBUG and up, with traces at DEBUG that are expected and ignored. */
public class BusinessLb {
    static final Logger LOG = LoggerFactory.getLogger("com.example.depot.ErrorController");

    public static void main(String[] a) throws Exception {
        List<String> lines = Files.readAllLines(Path.of("lookalikes.txt"));
        for (int i = 0; i < Integer.parseInt(a[0]); i++) {
            String s = lines.get(i * 13 % lines.size()).replace("{n}", "" + i);
            switch (i % 4) {
                case 0: LOG.info(s); break;
                case 1: LOG.debug(s); break;
                case 2: LOG.warn(s); break;
                default: LOG.info("{} [{}]", s, i);
            }
            if (i % 40 == 6) {
                try {
                    try {
                        Integer.parseInt("seven");
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("not a number of shelves: seven", e);
                    }
                } catch (IllegalArgumentException e) {
                    LOG.debug("ignored, as expected: falling back to the default", e);
                }
            }
        }
    }
}
