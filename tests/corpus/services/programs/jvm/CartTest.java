import org.junit.*; import java.util.*;
public class CartTest { @Test public void total() { Assert.assertEquals("total of cart", 12, new ArrayList<>(List.of(1, 2)).size()); } @Test public void remove() { List.of(1).remove(0); } @Test public void ok() {} }
