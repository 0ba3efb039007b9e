package com.example.shop;

/** A checked failure whose name ends in neither Exception nor Error. */
public class OrderRejected extends Exception {
    public OrderRejected(String message) { super(message); }
    public OrderRejected(String message, Throwable cause) { super(message, cause); }
    public OrderRejected(String message, Throwable cause, boolean suppression, boolean trace) {
        super(message, cause, suppression, trace);
    }
}
