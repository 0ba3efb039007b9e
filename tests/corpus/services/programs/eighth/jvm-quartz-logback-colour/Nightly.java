package depot.jobs;
import org.quartz.*; import org.quartz.impl.StdSchedulerFactory; import org.slf4j.*;
public class Nightly {
  static final Logger log = LoggerFactory.getLogger(Nightly.class);
  public static class Rollup implements Job { public void execute(JobExecutionContext c) {
    log.info("rollup of 12 tables"); int[] t = new int[3]; for (int i = 0; i < 12; i++) t[i % 4]++; } }
  public static class Mail implements Job { public void execute(JobExecutionContext c) throws JobExecutionException {
    log.info("sending 3 mails");
    try { throw new java.net.ConnectException("Connection refused: smtp.example.org:25"); }
    catch (java.io.IOException e) { log.warn("mail failed, will try again in 60 s", e); throw new JobExecutionException("mail job failed", e, false); } } }
  public static class Clean implements Job { public void execute(JobExecutionContext c) { log.info("clean: removed 0 errors, 14 exceptions files"); } }
  static void at(Scheduler s, Class<? extends Job> j, String name) throws Exception {
    log.debug("scheduling {}", name);
    s.scheduleJob(JobBuilder.newJob(j).withIdentity(name, "night").build(), TriggerBuilder.newTrigger().withIdentity(name + "-t", "night").startNow().build());
    Thread.sleep(400); }
  public static void main(String[] a) throws Exception {
    Scheduler s = StdSchedulerFactory.getDefaultScheduler(); s.start();
    at(s, Clean.class, "clean"); at(s, Rollup.class, "rollup"); at(s, Clean.class, "clean2"); at(s, Mail.class, "mail"); at(s, Clean.class, "clean3");
    log.error("night run finished with 2 failed jobs: {}", "rollup, mail");
    s.shutdown(true); log.info("bye"); }
}
