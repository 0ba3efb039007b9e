package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** JUnit 5. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class Cart5Test {
    @Test void all() { assertAll("prices", () -> assertEquals(1, 2), () -> { throw new RuntimeException("third"); }); }
    @Test @DisplayName("the cart is shut") void boom() { throw new IllegalStateException("cart is shut", new IOException("disk full")); }
    @Test void fine() { }
    @Test void thrown() { assertThrows(IllegalArgumentException.class, () -> { throw new IllegalStateException("other"); }); }
    @Test void total() { assertEquals("4.50", "4.60"); }
}
