package com.example.shop;

import java.io.*;

/** Causes, suppressed exceptions, circles. */
public class Chains {
    static class Till implements AutoCloseable {
        final String name; final boolean nested;
        Till(String name, boolean nested) { this.name = name; this.nested = nested; }
        public void close() throws IOException {
            if (nested) throw new IOException("cannot close " + name, new IllegalStateException("drawer of " + name + " is jammed"));
            throw new IOException("cannot close " + name);
        }
    }

    static RuntimeException both() { return new Ledger.Overdraft("outer", new IllegalStateException("inner")); }

    static class Rejected extends RuntimeException {
        Rejected(String m, Throwable c) { super(m, c); }
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "one": Ledger.book("12,50"); break;
            case "three":
                try { Ledger.settle("12,50"); } catch (OrderRejected e) { throw new RuntimeException("nightly run failed", e); }
                break;
            case "noframes": throw both();
            case "multiline":
                try {
                    try { throw new IllegalArgumentException("bad settings:\n  - till.name is missing\n  - till.port: not a number\n"); }
                    catch (IllegalArgumentException e) { throw new IOException("line one of two\nCaused by a typo in line two", e); }
                } catch (IOException e) { throw new Ledger.Overdraft("cannot start", e); }
            case "nocausemessage":
                try { Object o = null; o.hashCode(); } catch (NullPointerException e) { throw new Ledger.Overdraft(null, e); }
                break;
            case "suppressed":
                try (Till a = new Till("till-1", false); Till b = new Till("till-2", false)) { throw new Ledger.Overdraft("account is short"); }
            case "suppressed-nested": {
                try {
                    try (Till a = new Till("till-1", true); Till b = new Till("till-2", true)) { Ledger.book("x"); }
                } catch (Ledger.Overdraft e) { throw new OrderRejected("order 17 rejected", e); }
                break;
            }
            case "suppressed-multi": {
                var e = new OrderRejected("basket is empty");
                e.addSuppressed(new IllegalStateException("first line\n\n  second line: of the suppressed one"));
                throw e;
            }
            case "circular": {
                var a = new IllegalStateException("chicken");
                var b = new IllegalArgumentException("egg", a);
                a.initCause(b);
                throw a;
            }
            case "circular-suppressed": {
                var a = new IllegalStateException("chicken");
                var b = new IllegalArgumentException("egg", a);
                a.addSuppressed(b);
                throw a;
            }
            case "printed":
                for (String amount : new String[] { "10", "1O", "20" }) {
                    System.out.println("booking " + amount);
                    try { Ledger.book(amount); } catch (Ledger.Overdraft e) { e.printStackTrace(System.out); }
                }
                System.out.println("2 of 3 booked");
                break;
            case "printed-text": {
                try { Ledger.parse("1O"); } catch (NumberFormatException e) {
                    System.out.print("Skipping line 3 because of ");
                    e.printStackTrace(System.out);
                }
                System.out.println("done, 1 line skipped");
                break;
            }
            case "printed-twice":
                try { Ledger.parse("1O"); } catch (NumberFormatException e) { e.printStackTrace(); e.printStackTrace(); }
                break;
            case "printed-then-dies":
                try { Ledger.parse("1O"); } catch (NumberFormatException e) { e.printStackTrace(); throw e; }
                break;
            case "dumpstack": System.out.println("who calls?"); Thread.dumpStack(); System.out.println("now we know"); break;
            case "blanks": throw new OrderRejected("order 17 cannot be shipped:\n\nweight: 31 kg\n\tlimit: 30 kg\n\n    please split it\n");
            case "headers": throw new OrderRejected("worker 3 reported:\n2026-11-20 10:00:01,123 ERROR [main] c.e.s.Packer - box 9 is full\n2026-11-20 10:00:01,124 INFO  [main] c.e.s.Packer - giving up\nException in thread \"packer\" is what it said");
            case "looks-like-frames": throw new OrderRejected("remote side failed with\n\tat com.example.remote.Gate.open(Gate.java:42)\nand nothing more");
            default: throw new IllegalArgumentException(args[0]);
        }
    }
}
