package shop;
import org.junit.*; import static org.junit.Assert.*; import java.util.*;
public class CartTest {
  Cart c; @Before public void cart() { c = new Cart(); c.add("tea", 2); }
  @Test public void countsLines() { assertEquals(2, c.count("tea")); System.out.println("cart: counted 2 tea, error rate 0"); }
  @Test(expected = IllegalArgumentException.class) public void refusesZero() { c.add("mug", 0); }
  @Test public void totalsUp() { assertEquals("total in cents", 900, c.total(Map.of("tea", 400))); }
  @Test public void pricesMissing() { c.add("mug", 1); c.total(Map.of("tea", 400)); }
  @Ignore("flaky: IOException on slow disks") @Test public void persists() { }
}
