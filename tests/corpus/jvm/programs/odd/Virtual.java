package com.example.shop;

/** Virtual threads (Java 21, called by reflection so that Java 17 compiles it) have no name unless they are given one. */
public class Virtual {
    public static void main(String[] args) throws Exception {
        Object b = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> c = Class.forName("java.lang.Thread$Builder");
        if (args.length > 0) b = c.getMethod("name", String.class).invoke(b, args[0]);
        Runnable r = () -> Ledger.book("x");
        ((Thread) c.getMethod("start", Runnable.class).invoke(b, r)).join();
    }
}
