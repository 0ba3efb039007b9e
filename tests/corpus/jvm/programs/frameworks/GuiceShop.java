package com.example.shop;

import com.google.inject.*;

public class GuiceShop {
    interface Till { }
    static class Orders { @Inject Orders(Till till) { } }
    static class Drawer { @Inject Drawer() { Ledger.book("x"); } }

    public static void main(String[] args) {
        Injector i = Guice.createInjector(Stage.PRODUCTION, new AbstractModule() {
            @Override protected void configure() {
                bind(Orders.class).asEagerSingleton();
                if (args.length > 0) bind(Drawer.class).asEagerSingleton();
            }
        });
    }
}
