package com.example.shop;

/** Failures of bookkeeping, used by most programs here. */
public class Ledger {
    public static class Overdraft extends RuntimeException {
        public Overdraft(String message) { super(message); }
        public Overdraft(String message, Throwable cause) { super(message, cause); }
    }

    static int parse(String amount) { return Integer.parseInt(amount); }

    static void book(String amount) {
        try {
            parse(amount);
        } catch (NumberFormatException e) {
            throw new Overdraft("cannot book " + amount, e);
        }
    }

    static void settle(String amount) throws OrderRejected {
        try {
            book(amount);
        } catch (Overdraft e) {
            throw new OrderRejected("order 17 rejected", e);
        }
    }
}
