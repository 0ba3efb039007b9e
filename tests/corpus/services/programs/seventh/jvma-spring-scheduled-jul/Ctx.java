package shop.boot;
import org.springframework.context.annotation.*; import org.springframework.beans.factory.annotation.*; import org.springframework.jdbc.core.JdbcTemplate; import org.springframework.jdbc.datasource.*;
import org.springframework.scheduling.annotation.*; import org.springframework.stereotype.*; import org.springframework.context.*; import org.apache.commons.logging.*;
import javax.sql.DataSource; import java.util.*; import java.util.concurrent.atomic.*;
public class Ctx {
  static final Log log = LogFactory.getLog(Ctx.class);
  @Component public static class Base {
    @Bean public static ScheduledAnnotationBeanPostProcessor sched() { return new ScheduledAnnotationBeanPostProcessor(); }
    @Bean public DataSource ds() { return new SingleConnectionDataSource("jdbc:h2:mem:shop", true); }
    @Bean public JdbcTemplate jdbc(DataSource d) { JdbcTemplate t = new JdbcTemplate(d); t.execute("create table stock(sku varchar(9) primary key, n int check (n >= 0))"); t.update("insert into stock values ('tea', 3), ('mug', 0)"); return t; }
    @Bean public Jobs jobs(JdbcTemplate t) { return new Jobs(t); }
  }
  public static class Jobs { final JdbcTemplate t; final AtomicInteger n = new AtomicInteger(); Jobs(JdbcTemplate t) { this.t = t; }
    @Scheduled(fixedDelay = 120) public void restock() { int i = n.incrementAndGet(); log.info("restock run " + i + ", failures=0"); if (i == 3) t.update("update stock set n = n - 1 where sku = ?", "mug"); if (i == 6) t.queryForObject("select n from stock where sku = 'jar'", Integer.class); } }
  public static class Gateway { Gateway(String url) { if (!url.startsWith("https:")) throw new IllegalArgumentException("gateway url must be https: " + url); } }
  @Component public static class Pay { @Bean public Gateway gateway() { return new Gateway("http://pay.example/v1"); } @Bean public List<String> methods(Gateway g) { return Collections.singletonList("card"); } }
  public static void main(String[] a) throws Exception {
    AnnotationConfigApplicationContext c = new AnnotationConfigApplicationContext(Base.class);
    log.info("context up, error pages mapped: [/error, /404]");
    for (int i = 0; i < 5; i++) { Thread.sleep(190); log.info("health: UP (stock rows: " + c.getBean(JdbcTemplate.class).queryForObject("select count(*) from stock", Integer.class) + ")"); }
    c.close();
    try { c.getBean("jobs"); } catch (IllegalStateException e) { log.warn("late request for bean 'jobs' ignored: " + e.getMessage()); }
    new AnnotationConfigApplicationContext(Pay.class);
  }
}
