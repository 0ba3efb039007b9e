package net.heron.reminders;

import java.time.LocalDate;
import java.util.Date;
import org.quartz.*;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reminders by Quartz. */
public class Reminders {
    private static final Logger log = LoggerFactory.getLogger(Reminders.class);

    static class MailException extends RuntimeException {
        MailException(String m, Throwable c) { super(m, c); }
    }

    public static class DueJob implements Job {
        @Override public void execute(JobExecutionContext ctx) {
            String day = ctx.getMergedJobDataMap().getString("day");
            log.info("looking for what is due on {}", day);
            try {
                LocalDate due = LocalDate.parse(day);
                log.info("nothing due on {}", due);
            } catch (java.time.DateTimeException e) {
                throw new MailException("no reminder can be sent", e);
            }
        }
    }

    public static class PurgeJob implements Job {
        @Override public void execute(JobExecutionContext ctx) throws JobExecutionException {
            try {
                Object[] box = new Integer[1];
                box[0] = "stale";
            } catch (ArrayStoreException e) {
                JobExecutionException j = new JobExecutionException("purge failed", e, false);
                j.setUnscheduleAllTriggers(true);
                throw j;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Scheduler s = StdSchedulerFactory.getDefaultScheduler();
        s.start();
        s.scheduleJob(JobBuilder.newJob(DueJob.class).withIdentity("due", "mail").usingJobData("day", "2026-02-28").build(),
            TriggerBuilder.newTrigger().startNow().build());
        Thread.sleep(400);
        s.scheduleJob(JobBuilder.newJob(DueJob.class).withIdentity("due-leap", "mail").usingJobData("day", "2026-02-29").build(),
            TriggerBuilder.newTrigger().startNow().build());
        Thread.sleep(400);
        s.scheduleJob(JobBuilder.newJob(PurgeJob.class).withIdentity("purge", "db").build(),
            TriggerBuilder.newTrigger().startAt(new Date()).build());
        Thread.sleep(400);
        s.shutdown(true);
        log.info("done");
    }
}
