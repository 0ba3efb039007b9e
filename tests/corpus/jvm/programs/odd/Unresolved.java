package com.example.shop;

public class Unresolved {
    public static void main(String[] args) {
        int total = count(args);
        System.out.println(totla);
    }
}
