import java.util.concurrent.*;
import java.util.logging.*;

/** Billing: a scheduled job and a worker thread, java.util.logging. */
public class Billing {
    static final Logger LOG = Logger.getLogger("shop.billing");
    record Invoice(int no, long cents) {}

    static class BillingException extends Exception {
        BillingException(String m, Throwable c) { super(m, c); }
    }

    static void print(Invoice inv) throws BillingException {
        try {
            if (inv.cents < 0) throw new IllegalStateException("negative total: " + inv.cents);
        } catch (IllegalStateException e) {
            BillingException b = new BillingException("invoice " + inv.no + " not printed", e);
            b.addSuppressed(new java.io.IOException("printer still busy"));
            throw b;
        }
        LOG.info("invoice " + inv.no + " printed, Exception count 0");
    }

    public static void main(String[] a) throws Exception {
        LOG.info("billing up");
        ScheduledExecutorService ex = Executors.newScheduledThreadPool(2);
        int[] n = {7};
        ScheduledFuture<?> f = ex.scheduleAtFixedRate(() -> {
            try { print(new Invoice(++n[0], n[0] == 10 ? -5 : 100)); }
            catch (BillingException e) { LOG.log(Level.SEVERE, "printing stopped", e); throw new RuntimeException(e); }
        }, 300, 500, TimeUnit.MILLISECONDS);
        Thread.sleep(2600);
        LOG.log(Level.WARNING, "scheduled job done: {0}", f.isDone());
        Thread t = new Thread(() -> { int[] sums = new int[3]; sums[n[0] % 10 + 3]++; }, "month-end: main");
        t.start(); t.join();
        Thread.sleep(900);
        ex.shutdown();
        LOG.info("billing down");
    }
}
