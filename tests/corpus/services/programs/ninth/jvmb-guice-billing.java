package com.tally.billing;

import com.google.inject.*;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import java.net.URI;
import java.util.concurrent.*;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

public class Billing {
    static final Logger log = LogManager.getLogger(Billing.class);

    interface Gateway { void charge(long cents); }

    static class HttpGateway implements Gateway {
        private final URI uri;
        @Inject HttpGateway(@Named("gateway.url") String url) { uri = URI.create(url); }
        @Override public void charge(long cents) { log.info("charging {} at {}", cents, uri); }
    }

    static class Invoicer {
        private final Gateway gateway;
        @Inject Invoicer(Gateway gateway) { this.gateway = gateway; }
        void run(long cents) { gateway.charge(cents); }
    }

    static class Reminder {
        @Inject Reminder(Invoicer invoicer, @Named("reminder.days") Integer days) { }
    }

    static class BillingModule extends AbstractModule {
        private final String url;
        BillingModule(String url) { this.url = url; }
        @Override protected void configure() {
            bindConstant().annotatedWith(Names.named("gateway.url")).to(url);
            bind(Gateway.class).to(HttpGateway.class).in(Singleton.class);
            bind(Invoicer.class);
        }
    }

    static class ReminderModule extends AbstractModule {
        @Override protected void configure() { bind(Reminder.class).asEagerSingleton(); }
    }

    public static void main(String[] args) throws Exception {
        Injector ok = Guice.createInjector(new BillingModule("https://pay.example/v1"));
        ok.getInstance(Invoicer.class).run(1990);
        Injector broken = Guice.createInjector(new BillingModule("https://pay.example/v 2"));
        ExecutorService pool = Executors.newSingleThreadExecutor(r -> new Thread(r, "invoice-run"));
        Future<?> f = pool.submit(() -> broken.getInstance(Invoicer.class).run(500));
        try {
            f.get();
        } catch (ExecutionException e) {
            log.error("Invoice run for {} cents failed", 500, e);
        } finally {
            pool.shutdown();
        }
        Guice.createInjector(new BillingModule("https://pay.example/v1"), new ReminderModule());
        log.info("billing is up");
    }
}
