package org.copperkettle;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.name.Named;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires a brewery with Guice: once with a provider that throws, once with bindings that are not there. */
public class Brewery {
    private static final Logger log = LoggerFactory.getLogger(Brewery.class);

    interface Thermometer { double celsius(); }

    static class Kettle {
        @Inject Kettle(Thermometer t, @Named("litres") int litres) {
            log.info("kettle of {} l at {} C", litres, t.celsius());
        }
    }

    static class Malt {
        static final int STOCK = Integer.getInteger("malt.stock");
        @Inject Malt() { log.info("{} kg of malt", STOCK); }
    }

    static class Probe extends AbstractModule {
        @Provides @Singleton Thermometer thermometer() {
            try {
                return open("/dev/w1/28-0416");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException("no probe", e);
            }
        }
        private Thermometer open(String path) throws java.io.IOException {
            String line = java.nio.file.Files.readAllLines(java.nio.file.Path.of(path)).get(0);
            return () -> Double.parseDouble(line);
        }
        @Provides @Named("litres") int litres() { return 120; }
    }

    public static void main(String[] args) {
        log.info("brewery opens");
        Injector one = Guice.createInjector(new Probe());
        try {
            one.getInstance(Kettle.class);
        } catch (RuntimeException e) {
            log.error("no kettle today", e);
        }
        for (int i = 0; i < 2; i++) {
            try {
                one.getInstance(Malt.class);
            } catch (Throwable t) {
                log.error("malt, try {}", i + 1, t);
            }
        }
        log.info("falling back to the small brewery");
        Guice.createInjector(new AbstractModule() {
            @Override protected void configure() {
                bind(Kettle.class).asEagerSingleton();
            }
        });
    }
}
