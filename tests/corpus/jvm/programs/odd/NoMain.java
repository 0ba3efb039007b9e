package com.example.shop;

public class NoMain {
    static void main() { }
}
