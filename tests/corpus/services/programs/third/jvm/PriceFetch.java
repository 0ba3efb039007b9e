package depot.prices;
import okhttp3.*; import java.util.concurrent.*;
public class PriceFetch {
  public static void main(String[] a) throws Exception {
    OkHttpClient c = new OkHttpClient.Builder().dns(h -> java.util.Arrays.asList(java.net.InetAddress.getByAddress("prices.internal", new byte[]{127,0,0,1}), java.net.InetAddress.getByAddress("prices.internal", new byte[]{127,0,0,2}))).build();
    Thread t = new Thread(() -> { try { c.newCall(new Request.Builder().url("http://prices.internal:9/v1").build()).execute(); } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); } }, "price-fetcher");
    t.start(); t.join();
  }
}
