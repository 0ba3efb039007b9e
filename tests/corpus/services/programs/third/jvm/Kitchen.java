package depot.kitchen;
import org.springframework.context.support.*; import org.springframework.beans.factory.support.*; import org.springframework.beans.factory.config.*; import org.slf4j.*;
public class Kitchen {
  static final Logger log = LoggerFactory.getLogger(Kitchen.class);
  public static class Oven { public Oven() {} public void setDegrees(int d) { if (d > 300) throw new IllegalArgumentException("too hot: " + d + " > 300"); } public void heat() { log.info("heating"); } }
  public static class Chef { private Oven oven; public void setOven(Oven o) { oven = o; } }
  public static void main(String[] a) throws Exception {
    for (int i = 0; i < 10; i++) log.info("menu item {} loaded (kitchen.menu.Exception{}Soup)", i, i);
    try { run(250, "oven"); log.info("kitchen A ready"); } finally { log.info("checked A"); }
    try { run(250, "grill"); } catch (org.springframework.beans.BeansException e) { log.error("kitchen B will not open", e); }
    for (int i = 0; i < 8; i++) log.info("order {} cooked in {} ms, error=false", i, 40 + i);
    log.error("table 12 complained"); log.info("apologised");
    run(900, "oven");
  }
  static void run(int deg, String ref) {
    GenericApplicationContext c = new GenericApplicationContext();
    c.registerBeanDefinition("oven", BeanDefinitionBuilder.rootBeanDefinition(Oven.class).addPropertyValue("degrees", deg).getBeanDefinition());
    c.registerBeanDefinition("chef", BeanDefinitionBuilder.rootBeanDefinition(Chef.class).addPropertyReference("oven", ref).getBeanDefinition());
    c.refresh();
  }
}
