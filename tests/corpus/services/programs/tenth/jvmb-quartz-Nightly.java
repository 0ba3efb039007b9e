import java.nio.file.*;
import java.util.*;
import org.quartz.*;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Nightly {
    static final Logger log = LoggerFactory.getLogger(Nightly.class);

    public static class Export implements Job {
        @Override public void execute(JobExecutionContext ctx) throws JobExecutionException {
            String target = ctx.getMergedJobDataMap().getString("target");
            log.info("exporting to {}", target);
            try {
                Files.write(Paths.get(target), List.of("id;sku;qty"));
            } catch (NoSuchFileException e) {
                throw new JobExecutionException("export target is gone", e, false);
            } catch (java.io.IOException e) {
                throw new JobExecutionException(e);
            }
        }
    }

    public static class Reprice implements Job {
        @Override public void execute(JobExecutionContext ctx) {
            Map<String, Long> prices = new HashMap<>();
            for (String sku : List.of("A-1", "B-7")) prices.put(sku, (long) sku.length());
            for (String sku : prices.keySet())
                if (sku.startsWith("B")) prices.remove(sku);
                else prices.put(sku + "-old", prices.get(sku));
            log.info("repriced {}", prices.size());
        }
    }

    static JobDetail job(Class<? extends Job> c, String name) {
        return JobBuilder.newJob(c).withIdentity(name, "nightly").build();
    }

    public static void main(String[] args) throws Exception {
        Scheduler s = StdSchedulerFactory.getDefaultScheduler();
        s.start();
        JobDetail export = job(Export.class, "export");
        export.getJobDataMap().put("target", "/srv/export/orders.csv");
        s.scheduleJob(export, TriggerBuilder.newTrigger().startNow().build());
        Thread.sleep(400);
        s.scheduleJob(job(Reprice.class, "reprice"), TriggerBuilder.newTrigger().startNow().build());
        Thread.sleep(400);
        s.shutdown(true);
        s.scheduleJob(job(Export.class, "again"), TriggerBuilder.newTrigger().startNow().build());
    }
}
