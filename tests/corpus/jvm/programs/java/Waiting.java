package com.example.shop;

/** Waits, so that a thread dump can be taken; two threads are locked in each other. */
public class Waiting {
    public static void main(String[] args) throws Exception {
        Object a = new Object(), b = new Object();
        if (args.length > 0) {
            lock("till", a, b);
            lock("stock", b, a);
        }
        System.out.println("shop is open");
        Thread.sleep(4000);
        System.out.println("shop is closed");
        System.exit(0);
    }
    static void lock(String name, Object x, Object y) {
        new Thread(() -> { synchronized (x) { try { Thread.sleep(200); } catch (InterruptedException e) { } synchronized (y) { } } }, name).start();
    }
}
