package com.example.shop;

public class Rmi {
    public static void main(String[] args) throws Exception {
        System.out.println("looking for the warehouse");
        java.rmi.registry.LocateRegistry.getRegistry("127.0.0.1", 1).lookup("warehouse");
    }
}
