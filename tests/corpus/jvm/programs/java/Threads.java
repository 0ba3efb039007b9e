package com.example.shop;

import java.util.concurrent.*;

/** Exceptions that end threads. */
public class Threads {
    static void pack() { throw new IllegalStateException("box 9 is full"); }

    static void in(String name, Runnable r) throws InterruptedException {
        Thread t = new Thread(r, name);
        t.start();
        t.join();
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "named": in("packer-2", Threads::pack); break;
            case "default": { Thread t = new Thread(Threads::pack); t.start(); t.join(); break; }
            case "spaces": in("order import (nightly) [eu-west]", Threads::pack); break;
            case "quotes": in("say \"hello\" to 'packer'", Threads::pack); break;
            case "exception": in("java.io.IOException: retry", Threads::pack); break;
            case "http": in("http-nio-8080-exec-1 POST /orders?id=7", () -> { throw new Ledger.Overdraft("account 4711 is 12.50 short"); }); break;
            case "pool": {
                ExecutorService pool = Executors.newFixedThreadPool(1);
                pool.execute(Threads::pack);
                pool.shutdown();
                pool.awaitTermination(5, TimeUnit.SECONDS);
                break;
            }
            case "two": {
                in("packer-1", Threads::pack);
                in("packer-2", () -> { throw new ArithmeticException("weight: / by zero"); });
                break;
            }
            case "handler": {
                Thread.setDefaultUncaughtExceptionHandler((t, e) -> {
                    System.err.println("Thread " + t.getName() + " died, restarting it");
                    e.printStackTrace();
                });
                in("packer-2", Threads::pack);
                System.err.println("Thread packer-2 is running again");
                break;
            }
            case "handler-throws": {
                Thread t = new Thread(Threads::pack, "packer-2");
                t.setUncaughtExceptionHandler((u, e) -> { throw new UnsupportedOperationException("cannot report " + e.getMessage(), e); });
                System.err.println("packing starts");
                t.start();
                t.join();
                System.err.println("packing is over");
                break;
            }
            case "future": {
                ExecutorService pool = Executors.newFixedThreadPool(1);
                try { pool.submit(Threads::pack).get(); } finally { pool.shutdown(); }
                break;
            }
            case "completable": CompletableFuture.supplyAsync(() -> Ledger.parse("x")).thenApply(x -> x + 1).join(); break;
            case "forkjoin": new ForkJoinPool(1).submit(Threads::pack).get(); break;
            case "timeout": new CompletableFuture<String>().get(50, TimeUnit.MILLISECONDS); break;
            case "timer": {
                java.util.Timer timer = new java.util.Timer("nightly");
                timer.schedule(new java.util.TimerTask() { public void run() { pack(); } }, 10);
                Thread.sleep(200);
                timer.schedule(new java.util.TimerTask() { public void run() { pack(); } }, 10);
                break;
            }
            default: throw new IllegalArgumentException(args[0]);
        }
    }
}
