package shop.orders;
import org.junit.*; import org.junit.runner.*; import java.util.*; import static org.junit.Assert.*; import static org.hamcrest.CoreMatchers.*; import static org.mockito.Mockito.*;
public class OrdersTest {
  interface Repo { void save(String id, int n); int count(); }
  Repo repo = mock(Repo.class);
  @BeforeClass public static void up() { for (int i = 0; i < 12; i++) System.out.println("fixture " + i + " loaded: error=null, failed=0"); }
  @AfterClass public static void down() { for (int i = 0; i < 6; i++) System.out.println("fixture " + i + " dropped"); }
  @Test public void a_counts() { when(repo.count()).thenReturn(3); assertEquals(3, repo.count()); }
  @Test public void b_text() { assertEquals("Order 17: 2 pots", "Order 17: 3 pots"); }
  @Test public void c_that() { assertThat("stock of shelf 4", Arrays.asList("pot", "lid"), hasItem("pan")); }
  @Test public void d_save() { doThrow(new IllegalStateException("repo closed")).when(repo).save(anyString(), anyInt());
    try { repo.save("x", 1); } catch (IllegalStateException e) { throw new java.io.UncheckedIOException("order x: save failed", new java.io.IOException(e)); } }
  @Test public void e_ok() { try { throw new Exception("expected"); } catch (Exception e) { System.out.println("got " + e); } }
  public static void main(String[] a) { JUnitCore.main("shop.orders.OrdersTest"); }
}
