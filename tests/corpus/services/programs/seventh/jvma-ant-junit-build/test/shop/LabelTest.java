package shop;
import org.junit.*; import static org.junit.Assert.*;
public class LabelTest {
  @Test public void upper() { assertEquals("TEA", "tea".toUpperCase()); }
  @Test public void list() { assertArrayEquals(new String[]{"tea","mug"}, "tea;cup".split(";")); }
  @Test public void lower() { System.err.println("label: ERROR prefix is printed by the label printer on purpose"); }
}
