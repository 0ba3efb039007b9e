package com.example.shop.web;

import java.util.logging.*;
import com.example.shop.*;

public class Jul {
    static final Logger log = Logger.getLogger("com.example.shop.web");

    static void order(int id, String amount) {
        try { Shim.settle(amount); log.info("order " + id + " booked"); }
        catch (OrderRejected e) { log.log(Level.SEVERE, "order " + id + " failed", e); }
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "severe": order(16, "10"); order(17, "12,50"); order(18, "11"); break;
            case "plain": log.severe("payment service answers 503"); log.info("trying the other one"); log.severe("settings are wrong:\n  till.name is missing"); log.warning("giving up"); break;
            case "warning": try { Shim.settle("x"); } catch (OrderRejected e) { log.log(Level.WARNING, "will try again", e); } log.info("trying again"); break;
            case "crash": log.info("booking order 17"); Shim.settle("12,50"); break;
            case "system": System.getLogger("com.example.shop").log(System.Logger.Level.ERROR, "order 17 failed", new Ledger.Overdraft("account 4711 is 12.50 short")); break;
        }
    }
}
