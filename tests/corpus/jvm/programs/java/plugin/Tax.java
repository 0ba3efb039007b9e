package com.example.plugin;

public class Tax implements Runnable {
    public void run() { throw new IllegalArgumentException("no tax rate for XX"); }
}
