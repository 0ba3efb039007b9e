package shop.billing;
import org.apache.log4j.*; import org.springframework.jdbc.core.JdbcTemplate; import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.DriverManagerDataSource; import org.springframework.context.support.GenericApplicationContext; import org.springframework.beans.factory.support.*;
public class Billing {
  static final Logger log = Logger.getLogger(Billing.class);
  public static class Ledger { public Ledger(Tax t) {} }
  public static class Tax { String rate; public void setRate(String r) { rate = r; } public void check() throws Exception { if (rate.startsWith("-")) throw new java.text.ParseException("negative rate " + rate, 0); } }
  public static void main(String[] a) {
    JdbcTemplate t = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:bill;DB_CLOSE_DELAY=-1", "sa", ""));
    t.execute("create table bill (no int primary key, error_text varchar(20), total decimal(10,2))");
    log.info("schema ready, 0 errors");
    for (int i = 1; i < 6; i++) { t.update("insert into bill values (?, ?, ?)", i, "none", i * 10); log.info("bill " + i + " stored, ERROR column is 'none'"); }
    try { t.update("insert into bill\n  (no, error_text, total)\nvalues (?, ?, ?)", 3, "dup", 1); } catch (DataAccessException e) { log.error("bill 3 not stored", e); }
    log.info("retry queue length 0");
    try { t.queryForObject("select totl\nfrom bill", Integer.class); } catch (DataAccessException e) { log.fatal(e.getClass().getSimpleName() + " in report", e); }
    for (int i = 6; i < 10; i++) log.debug("unseen", new Exception());
    for (int i = 6; i < 12; i++) log.info("bill " + i + " printed; Caused by: customer request");
    GenericApplicationContext c = new GenericApplicationContext();
    c.registerBeanDefinition("tax", BeanDefinitionBuilder.genericBeanDefinition(Tax.class).addPropertyValue("rate", "-3").setInitMethodName("check").getBeanDefinition());
    c.registerBeanDefinition("ledger", BeanDefinitionBuilder.genericBeanDefinition(Ledger.class).addConstructorArgReference("tax").getBeanDefinition());
    c.refresh();
  }
}
