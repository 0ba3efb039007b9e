package depot.nightly;
import org.quartz.*; import org.quartz.impl.StdSchedulerFactory; import org.slf4j.*;
import static org.quartz.JobBuilder.newJob; import static org.quartz.TriggerBuilder.newTrigger;
public class QuartzNightly {
  static final Logger log = LoggerFactory.getLogger(QuartzNightly.class);
  public static class Reindex implements Job { public void execute(JobExecutionContext c) {
      for (int i = 1; i <= 12; i++) log.info("reindexed shard {} of 12, errors=0, skipped={}", i, i % 3);
      int[] shards = new int[12]; shards[12]++; } }
  public static class Invoice implements Job { public void execute(JobExecutionContext c) throws JobExecutionException {
      for (int i = 0; i < 6; i++) log.info("invoice run: customer {} ok (java.util.Optional.empty)", 4100 + i);
      log.warn("invoice run: customer 4106 has no address; skipped");
      try { Long.parseLong("12,50"); } catch (NumberFormatException e) { throw new JobExecutionException("invoice 88 not billed", e, false); } } }
  public static class Mail implements Job { public void execute(JobExecutionContext c) {
      log.info("Exception report: 0 exceptions since 00:00"); 
      try { send(3); } catch (IllegalStateException e) { log.error("digest for {} not sent", "ops@example.org", e); }
      log.error("digest queue has 3 dead letters"); log.info("mail done"); }
      static void send(int n) { if (n == 0) throw new IllegalStateException("relay said: 451 4.3.0 try later\r\n  queue id 7F2A\r\n  giving up".replace("\r","")); send(n-1); } }
  public static void main(String[] a) throws Exception {
    System.setProperty("org.quartz.threadPool.threadCount", "1");
    Scheduler s = new StdSchedulerFactory().getScheduler(); s.start();
    for (Class<? extends Job> j : new Class[]{Reindex.class, Invoice.class, Mail.class}) {
      s.scheduleJob(newJob(j).withIdentity(j.getSimpleName().toLowerCase(), "nightly").build(), newTrigger().startNow().build()); Thread.sleep(400); }
    log.info("nightly window closed"); s.shutdown(true);
  }
}
