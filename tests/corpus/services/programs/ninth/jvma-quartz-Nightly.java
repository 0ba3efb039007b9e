package depot.jobs;

import org.quartz.*;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A scheduler with two jobs: one of them meets an invoice without a customer. */
public class Nightly {
    static final Logger log = LoggerFactory.getLogger(Nightly.class);
    static final CountDownLatch ran = new CountDownLatch(2);

    public static class Cleanup implements Job {
        public void execute(JobExecutionContext ctx) {
            log.info("removed 14 expired carts, 0 failed");
            ran.countDown();
        }
    }

    public static class Dunning implements Job {
        public void execute(JobExecutionContext ctx) throws JobExecutionException {
            ran.countDown();
            int days = ctx.getMergedJobDataMap().getInt("days");
            log.info("looking for invoices older than {} days", days);
            remind(new Invoice("2026-0815", null));
        }

        void remind(Invoice i) {
            log.info("reminding {}", i.customer.mail.toLowerCase());
        }
    }

    static class Customer { String mail; }

    static class Invoice {
        final String number;
        final Customer customer;
        Invoice(String number, Customer customer) { this.number = number; this.customer = customer; }
    }

    public static void main(String[] args) throws Exception {
        Scheduler s = StdSchedulerFactory.getDefaultScheduler();
        s.start();
        s.scheduleJob(JobBuilder.newJob(Cleanup.class).withIdentity("cleanup", "night").build(),
            TriggerBuilder.newTrigger().startNow().build());
        Thread.sleep(300);
        s.scheduleJob(JobBuilder.newJob(Dunning.class).withIdentity("dunning", "night").usingJobData("days", 30).build(),
            TriggerBuilder.newTrigger().startNow().build());
        ran.await(10, TimeUnit.SECONDS);
        Thread.sleep(300);
        s.shutdown(true);
        log.info("bye");
    }
}
