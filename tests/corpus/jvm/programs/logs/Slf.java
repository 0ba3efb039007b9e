package com.example.shop.web;

import org.slf4j.*;
import com.example.shop.*;

/** Logs through slf4j, whichever backend is there. */
public class Slf {
    static final Logger log = LoggerFactory.getLogger(Slf.class);

    static void order(int id, String amount) {
        try {
            Shim.settle(amount);
            log.info("order {} booked", id);
        } catch (OrderRejected e) {
            log.error("order {} failed", id, e);
        }
    }

    public static void main(String[] args) throws Exception {
        log.info("starting, 0 errors so far");
        switch (args[0]) {
            case "error": order(16, "10"); order(17, "12,50"); order(18, "11"); break;
            case "plain":
                log.warn("stock of item 9 is low");
                log.error("payment service answers 503 (3 tries)");
                log.error("settings are wrong:\n  till.name is missing\n  till.port is no number");
                break;
            case "warn":
                try { Shim.settle("x"); } catch (OrderRejected e) { log.warn("will try order 17 again", e); }
                try { Shim.settle("y"); } catch (OrderRejected e) { log.info("expected while the till is closed", e); }
                log.debug("cache miss", new IllegalStateException("stack of the miss"));
                break;
            case "crash":
                log.info("booking order 17");
                Shim.settle("12,50");
                break;
            case "nomessage":
                log.error("till said nothing", new IllegalStateException());
                break;
            case "empty":
                log.error("", new Ledger.Overdraft("account 4711 is 12.50 short"));
                break;
            case "multi":
                log.error("order 17 failed:\n  item 9\n  item 10", new OrderRejected("cannot ship:\n\n  weight 31 kg\n\n  limit 30 kg"));
                break;
            case "reflect":
                try { Shim.class.getMethod("refuse").invoke(null); } catch (ReflectiveOperationException e) { log.error("hook failed", e); }
                break;
            case "stackless":
                log.error("order 17 failed", new OrderRejected("limit reached", null, false, false));
                break;
            case "two":
                order(17, "12,50"); order(18, "a");
                break;
            case "message-is-exception":
                log.error(new IllegalStateException("till is closed").toString());
                break;
            case "suppressed": {
                OrderRejected e = new OrderRejected("order 17 rejected", new Ledger.Overdraft("account 4711 is 12.50 short"));
                e.addSuppressed(new java.io.IOException("cannot close till-1", new IllegalStateException("drawer is jammed")));
                log.error("order 17 failed", e);
                break;
            }
            case "pool": {
                var pool = java.util.concurrent.Executors.newFixedThreadPool(1);
                pool.execute(() -> order(17, "12,50"));
                pool.shutdown();
                break;
            }
        }
        log.info("finished");
    }
}
