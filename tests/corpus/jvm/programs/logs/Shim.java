package com.example.shop;

/** Lets other packages use the ledger. */
public class Shim {
    public static void settle(String amount) throws OrderRejected { Ledger.settle(amount); }
    public static void refuse() throws OrderRejected { throw new OrderRejected("basket is empty"); }
}
