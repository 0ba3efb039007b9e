package com.example.shop;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import org.hamcrest.CoreMatchers;
import org.hamcrest.MatcherAssert;
import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** JUnit 4. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class CartTest {
    @Test public void boom() { throw new IllegalStateException("cart is shut", new IOException("disk full")); }
    @Test public void expects() { assertEquals("total of two", "4.50", "4.60"); }
    @Test public void fine() { }
    @Test public void lines() { assertEquals("line one\nline two", "line one\nline 2"); }
    @Test public void matches() { MatcherAssert.assertThat("price", 3, CoreMatchers.is(4)); }
    @Test(timeout = 50) public void slow() throws Exception { Thread.sleep(5000); }
}
