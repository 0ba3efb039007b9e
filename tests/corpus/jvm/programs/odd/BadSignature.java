package com.example.shop;

public class BadSignature {
    public static void main(String[] args) { }
    public static Removed2 removed() { return null; }
}
class Removed2 { }
