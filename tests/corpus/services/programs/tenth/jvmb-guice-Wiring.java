import com.google.inject.*;
import com.google.inject.name.Names;
import com.google.inject.name.Named;
import java.time.*;

public class Wiring {
    interface Mailer { void send(String to, String text); }
    interface Rates { double of(String currency); }

    static class Checkout {
        private final Mailer mailer; private final Rates rates;
        @Inject Checkout(Mailer mailer, Rates rates, @Named("checkout.timeout") int timeout) { this.mailer = mailer; this.rates = rates; }
        double total(double cents, String currency) { return cents * rates.of(currency); }
    }

    static class HttpRates implements Rates {
        private final java.net.URI uri;
        @Inject HttpRates(@Named("rates.url") String url) {
            uri = java.net.URI.create(url);
            if (uri.getHost() == null) throw new IllegalArgumentException("rates.url has no host: " + url);
        }
        public double of(String currency) { return 1.0; }
    }

    static class Shop extends AbstractModule {
        @Override protected void configure() {
            bind(Rates.class).to(HttpRates.class);
            bindConstant().annotatedWith(Names.named("rates.url")).to("file:rates");
        }
    }

    static class Test extends AbstractModule {
        @Override protected void configure() {
            bind(Mailer.class).toInstance((to, text) -> System.out.println(to + ": " + text));
            bindConstant().annotatedWith(Names.named("checkout.timeout")).to(30);
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println("starting with test wiring");
        Thread t = new Thread(() -> {
            Checkout c = Guice.createInjector(new Shop(), new Test()).getInstance(Checkout.class);
            System.out.println(c.total(1200, "EUR"));
        }, "test-wiring");
        t.start();
        t.join();
        System.out.println("starting with shop wiring");
        Guice.createInjector(Stage.PRODUCTION, new Shop(), new AbstractModule() {
            @Override protected void configure() { bind(Checkout.class).asEagerSingleton(); }
        });
    }
}
