package org.example.billing;
import org.slf4j.*;
import org.springframework.context.annotation.*;
import org.springframework.scheduling.annotation.*;
import org.springframework.scheduling.concurrent.*;
import org.springframework.beans.factory.annotation.*;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import java.util.concurrent.atomic.AtomicInteger;
public class App {
  static final Logger log = LoggerFactory.getLogger(App.class);
  @Bean(destroyMethod = "shutdown") ThreadPoolTaskScheduler taskScheduler() { ThreadPoolTaskScheduler t = new ThreadPoolTaskScheduler(); t.setPoolSize(1); t.setThreadNamePrefix("scheduling-"); return t; }
  @Bean ThreadPoolTaskExecutor taskExecutor() { ThreadPoolTaskExecutor t = new ThreadPoolTaskExecutor(); t.setCorePoolSize(1); t.setThreadNamePrefix("task-"); return t; }
  @Bean JdbcTemplate jdbc() { return new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:billing;DB_CLOSE_DELAY=-1")); }
  @Bean static ScheduledAnnotationBeanPostProcessor sched() { return new ScheduledAnnotationBeanPostProcessor(); }
  @Bean static AsyncAnnotationBeanPostProcessor async() { return new AsyncAnnotationBeanPostProcessor(); }
  public interface Reminders { void remind(String who, int days); }
  @Bean Invoices invoices() { return new Invoices(); }
  @Bean Reminders mailer() { return new Mailer(); }
  public static class Mailer implements Reminders {
    @Async public void remind(String who, int days) {
      log.info("reminding {} ({} days)", who, days);
      if (days > 30) throw new IllegalArgumentException("no template 'reminder_" + days + "'");
    }
  }
  public static class Invoices {
    @Autowired JdbcTemplate jdbc; @Autowired Reminders mailer;
    final AtomicInteger n = new AtomicInteger();
    @Scheduled(fixedRate = 400) public void sweep() {
      int i = n.incrementAndGet();
      log.info("sweep {} begins, errors so far: 0", i);
      if (i == 1) mailer.remind("c-114", 14);
      if (i == 2) mailer.remind("c-207", 60);
      if (i == 3) jdbc.queryForObject("select total from invoices where state = 'ERROR'", Integer.class);
      log.info("sweep {} done", i);
    }
  }
  public static void main(String[] a) throws Exception {
    AnnotationConfigApplicationContext c = new AnnotationConfigApplicationContext(App.class);
    Thread.sleep(1700); c.close();
    log.info("starting the reports context");
    new AnnotationConfigApplicationContext(Reports.class);
  }
}
class Reports {
  public static class Ftp { Ftp(String host) { if (host == null) throw new IllegalStateException("ftp.host is not set"); } }
  @Bean Ftp ftp() { return new Ftp(System.getProperty("ftp.host")); }
  @Bean Thread pusher(Ftp f) { return new Thread(); }
}
