package com.example.shop;

import com.fasterxml.jackson.databind.ObjectMapper;

public class JsonShop {
    public static class Order { public int id; public Item[] items; }
    public static class Item { public int count; }

    public static void main(String[] args) throws Exception {
        System.out.println(new ObjectMapper().readValue(args[0], Order.class).id);
    }
}
