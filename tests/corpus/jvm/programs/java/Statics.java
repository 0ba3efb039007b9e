package com.example.shop;

import java.lang.reflect.*;

/** Class initialisation and reflection. */
public class Statics {
    static class Prices {
        static final int VAT = Integer.parseInt(System.getProperty("vat", "nineteen"));
    }
    static class NoNative { static { System.loadLibrary("shopscale"); } }
    interface Gate { void open() throws OrderRejected; }
    static class Handler implements InvocationHandler {
        public Object invoke(Object p, Method m, Object[] a) throws Throwable { throw new java.io.IOException("gate is stuck"); }
    }
    public static void refuse() throws OrderRejected { throw new OrderRejected("basket is empty"); }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "init": System.out.println(Prices.VAT); break;
            case "again":
                try { System.out.println(Prices.VAT); } catch (ExceptionInInitializerError e) { System.out.println("prices are not there yet, trying again"); }
                System.out.println(Prices.VAT);
                break;
            case "link": new NoNative(); break;
            case "reflect": Statics.class.getMethod("refuse").invoke(null); break;
            case "proxy": ((Runnable) Proxy.newProxyInstance(Statics.class.getClassLoader(), new Class<?>[] { Runnable.class }, new Handler())).run(); break;
            case "access": Class.forName("java.lang.String").getDeclaredField("value").setAccessible(true); break;
            case "nodef": Helper.help(); break;
        }
    }
}
class Helper { static void help() { System.out.println(new Removed()); } }
class Removed { }
