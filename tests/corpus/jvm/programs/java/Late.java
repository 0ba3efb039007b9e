package com.example.shop;

/** Works for a while; used for interleaving and prefixes: name, pauses in ms. */
public class Late {
    public static void main(String[] args) throws Exception {
        for (int i = 1; i <= 3; i++) {
            System.out.println(args[0] + " batch " + i + " of 3");
            Thread.sleep(Integer.parseInt(args[1]));
        }
        if (args.length > 2) Ledger.settle(args[2]);
        System.out.println(args[0] + " done");
    }
}
