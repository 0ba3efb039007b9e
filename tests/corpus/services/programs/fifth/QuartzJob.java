import org.quartz.*; import org.quartz.impl.*; import org.slf4j.*;
public class QuartzJob { public static class Nightly implements Job { public void execute(JobExecutionContext c){ int[] a=new int[2]; a[5]++; } }
 public static void main(String[] z) throws Exception { Logger l=LoggerFactory.getLogger("com.shop.batch"); Noise.make(l,1,14);
 Scheduler s=StdSchedulerFactory.getDefaultScheduler(); s.start(); s.scheduleJob(new JobDetail("nightly","stock",Nightly.class), new SimpleTrigger("t","stock"));
 Thread.sleep(1500); Noise.make(l,3,11); s.shutdown(true);} }
