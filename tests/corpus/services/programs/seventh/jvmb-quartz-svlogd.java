package depot.jobs;
import org.quartz.*;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.*;
import java.sql.*;
public class Nightly {
  static final Logger log = LoggerFactory.getLogger(Nightly.class);
  public static class Rollup implements Job {
    public void execute(JobExecutionContext c) throws JobExecutionException {
      log.info("rollup of {} started, errors=0", c.getMergedJobDataMap().getString("day"));
      try (Connection k = DriverManager.getConnection("jdbc:h2:mem:depot")) {
        k.createStatement().executeUpdate("insert into rollup select * from sales where day = '2026-11-19'");
      } catch (SQLException e) {
        throw new JobExecutionException("rollup failed for 2026-11-19", e, false);
      }
    }
  }
  public static class Export implements Job {
    public void execute(JobExecutionContext c) {
      log.info("export to /srv/export/error.csv begins");
      byte[] b = new byte[Integer.parseInt(c.getMergedJobDataMap().getString("size"))];
      log.info("exported {} bytes", b.length);
    }
  }
  public static void main(String[] a) throws Exception {
    java.util.Properties p = new java.util.Properties();
    p.put("org.quartz.threadPool.threadCount", "1"); p.put("org.quartz.scheduler.instanceName", "nightly");
    p.put("org.quartz.scheduler.skipUpdateCheck", "true");
    p.put("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore"); p.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    Scheduler s = new StdSchedulerFactory(p).getScheduler();
    s.scheduleJob(JobBuilder.newJob(Rollup.class).withIdentity("rollup", "nightly").usingJobData("day", "2026-11-19").build(),
      TriggerBuilder.newTrigger().startNow().build());
    s.scheduleJob(JobBuilder.newJob(Export.class).withIdentity("export-ok", "nightly").usingJobData("size", "4096").build(),
      TriggerBuilder.newTrigger().withSchedule(SimpleScheduleBuilder.simpleSchedule().withIntervalInMilliseconds(220).withRepeatCount(5)).startAt(new java.util.Date(System.currentTimeMillis() + 700)).build());
    s.scheduleJob(JobBuilder.newJob(Export.class).withIdentity("export", "nightly").usingJobData("size", "-1").build(),
      TriggerBuilder.newTrigger().startAt(new java.util.Date(System.currentTimeMillis() + 1400)).build());
    s.start();
    Thread.sleep(2200);
    s.shutdown(true);
  }
}
