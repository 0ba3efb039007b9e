package com.example.shop;

/** An agent that fails. */
public class Agent {
    public static void premain(String args) { throw new IllegalStateException("agent is broken"); }

    public static void main(String[] args) { System.out.println("started"); }
}
