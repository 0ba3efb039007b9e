package com.example.shop.app;

public class Main {
    public static void main(String[] args) { open(args.length); }
    static void open(int n) { throw new IllegalStateException("till " + n + " is locked"); }
}
