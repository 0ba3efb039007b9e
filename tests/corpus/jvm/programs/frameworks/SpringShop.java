package com.example.shop;

import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;

/** A Spring context whose bean cannot be made. */
public class SpringShop {
    public static class Till { public Till() { Ledger.book("x"); } }
    public static class Shop { private Till till; public void setTill(Till t) { till = t; } }

    public static void main(String[] args) {
        var c = new GenericApplicationContext();
        var shop = new RootBeanDefinition(Shop.class);
        shop.getPropertyValues().add("till", new org.springframework.beans.factory.config.RuntimeBeanReference("till"));
        c.registerBeanDefinition("shop", shop);
        if (args[0].equals("broken")) c.registerBeanDefinition("till", new RootBeanDefinition(Till.class));
        c.refresh();
    }
}
