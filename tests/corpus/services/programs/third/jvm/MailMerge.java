package depot.mail;
import freemarker.template.*; import java.io.*; import java.util.*; import org.slf4j.*;
public class MailMerge {
  static final Logger log = LoggerFactory.getLogger(MailMerge.class);
  public static void main(String[] a) throws Exception {
    Configuration c = new Configuration(Configuration.VERSION_2_3_23);
    c.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER); c.setLogTemplateExceptions(a.length > 0);
    for (int i = 0; i < 24; i++) {
      Map<String,Object> m = new HashMap<>(); Map<String,Object> o = new HashMap<>(); o.put("id", 900 + i); if (i != 9 && i != 17) o.put("customer", Map.of("name", "C" + i)); m.put("order", o);
      String t = i == 17 ? "Order ${order.id}\n<#list order.lines as l>\n ${l}\n</#list>" : "Order ${order.id}\nDear ${order.customer.name},\n";
      try { StringWriter w = new StringWriter(); new Template("confirm.ftl", new StringReader(t), c).process(m, w); log.info("merged order {} into {} bytes, status 200, failed=0", 900 + i, w.toString().length()); }
      catch (TemplateException e) { log.error("order {} could not be merged", 900 + i, e); }
      if (i % 8 == 5) log.warn("template cache is cold (hits 0, errors 0)");
    }
    log.info("22 of 24 mails merged");
  }
}
