package depot.app;

import com.google.inject.*;
import javax.inject.Inject;

/** Wiring of a small application; somebody forgot to bind the clock. */
public class Main {
    interface Clock { long now(); }
    interface Store { }
    static class FileStore implements Store {
        @Inject FileStore(Clock clock) { }
    }
    static class Orders {
        final Store store;
        @Inject Orders(Store store) { this.store = store; }
    }

    static class AppModule extends AbstractModule {
        @Override protected void configure() {
            bind(Store.class).to(FileStore.class);
            bind(Orders.class).in(Singleton.class);
        }
    }

    public static void main(String[] args) {
        System.err.println("depot 2.4.1 starting, profile=production");
        Injector injector = Guice.createInjector(new AppModule());
        System.err.println("ready: " + injector.getInstance(Orders.class));
    }
}
