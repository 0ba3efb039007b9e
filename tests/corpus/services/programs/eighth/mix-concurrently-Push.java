import java.util.concurrent.atomic.AtomicInteger;

/** Pushes prices to subscribers, one virtual thread each. */
public class Push {
    record Price(String article, int cents) {}

    static class NotPushed extends RuntimeException {
        NotPushed(Throwable t) { super("price not pushed", t); }
    }

    static String text(Price p) {
        try {
            if (p.cents <= 0) throw new IllegalArgumentException(p.article + ": " + p.cents + "\n  cents must be positive");
            return p.article + "=" + p.cents;
        } catch (IllegalArgumentException e) { throw new NotPushed(e); }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("push: 3 subscribers, panic=0 Exception=none");
        AtomicInteger n = new AtomicInteger();
        for (Price m : new Price[] {new Price("tea", 499), new Price("rice", 0), new Price("salt", 89)}) {
            Thread.sleep(700);
            Thread t = (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> System.out.println("push: subscriber " + n.incrementAndGet() + " got " + text(m)));
            t.join();
        }
        Thread.sleep(2500);
        System.out.println("push: done, " + n + " served");
    }
}
