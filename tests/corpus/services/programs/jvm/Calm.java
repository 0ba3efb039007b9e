import org.slf4j.*;
public class Calm { public static void main(String[] a) { Logger log = LoggerFactory.getLogger("quiet.Service");
    log.info("0 errors, 0 exceptions"); log.info("handler /error/Handler.java compiled"); log.debug("ERROR: 0 FATAL: 0"); log.warn("NullPointerException count since boot: 0");
    for (int i = 0; i < 24; i++) { MDC.put("req", "r" + i); log.info("job {} ok, failure=false, exception=null, Caused by: n/a", i); }
    try { Integer.parseInt("k"); } catch (NumberFormatException e) { log.debug("not a number, default taken (harmless)", e); }
    try { new java.util.ArrayList<>().get(0); } catch (RuntimeException e) { log.info("list empty, that is fine", e); }
    log.info("shut down, exit code 0"); } }
