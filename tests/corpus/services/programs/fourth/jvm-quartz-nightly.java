import org.quartz.*; import org.quartz.impl.*;
class Nightly { public static class Rollup implements Job { public void execute(JobExecutionContext c){ Integer i=null; System.out.println("rollup of 2 tables"); throw new UnsupportedOperationException("partition 'p-07' is read only"); } }
 public static void main(String[] a) throws Exception { Scheduler s=new StdSchedulerFactory().getScheduler(); s.start();
  s.scheduleJob(JobBuilder.newJob(Rollup.class).withIdentity("rollup","nightly").build(), TriggerBuilder.newTrigger().startNow().build()); Thread.sleep(1200); s.shutdown(true);} }
