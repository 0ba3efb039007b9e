package shop.mail;
import freemarker.template.*; import freemarker.cache.StringTemplateLoader; import java.io.*; import java.util.*; import org.slf4j.*;
public class Mailer {
  static final Logger log = LoggerFactory.getLogger(Mailer.class);
  public static class User { public String getName() { return "Ada"; } public int getAge() { throw new ArithmeticException("age: / by zero"); } }
  static String render(Configuration c, String t, Map<String, Object> m) throws Exception { StringWriter w = new StringWriter(); c.getTemplate(t).process(m, w); return w.toString(); }
  public static void main(String[] a) throws Exception {
    Configuration c = new Configuration(Configuration.VERSION_2_3_23);
    c.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER); c.setLogTemplateExceptions(false);
    StringTemplateLoader l = new StringTemplateLoader();
    l.putTemplate("hello.ftl", "Hello ${user.name}!");
    l.putTemplate("bill.ftl", "Dear ${user.name},\n<#list items as i>\n  ${i.title} ${i.price}\n</#list>\n");
    l.putTemplate("age.ftl", "<#if user.age gt 3>x</#if>");
    l.putTemplate("bad.ftl", "<#if x>never closed\n");
    c.setTemplateLoader(l);
    log.info("mailer up, 4 templates, onError=log");
    List<Map<String, Object>> items = new ArrayList<>();
    items.add(new HashMap<>(Map.of("title", "Pot", "price", 3))); items.add(new HashMap<>(Map.of("title", "Lid")));
    Map<String, Object> m = new HashMap<>(); m.put("user", new User()); m.put("items", items);
    for (String t : new String[] { "hello", "bill", "hello", "age", "hello", "bad", "hello" }) {
      MDC.put("mail", t); log.info("rendering {}", t);
      try { String s = render(c, t + ".ftl", m); log.info("sent {} chars, bounce-error=0", s.length()); }
      catch (freemarker.core.ParseException e) { log.warn("template {} is broken, skipping it", t, e); }
      catch (Exception e) { log.error("mail {} to user {} not sent", t, 17, e); }
    }
    MDC.clear(); log.info("done: 4 sent, 2 errors, 1 skipped");
  }
}
