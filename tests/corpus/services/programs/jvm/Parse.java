import com.fasterxml.jackson.databind.*; import com.google.gson.*; import javax.xml.parsers.*; import org.xml.sax.*; import java.io.*; import java.net.http.*; import java.net.*; import java.time.*;
public class Parse {
    public static class Device { public String id; public int port; public Instant seen; }
    static Object read(String mode) throws Exception {
        switch (mode) {
            case "jackson": return new ObjectMapper().readValue("{\"id\": \"d1\", \"port\": \"eighty\"}", Device.class);
            case "gson": return new Gson().fromJson("[{\"id\": 1, \"port\": [2]}]", Device[].class);
            case "xml": return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader("<a>\n<b x=1/>\n</a>")));
            case "http": return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/")).build(), HttpResponse.BodyHandlers.ofString()).body();
            case "time": return LocalDate.parse("2026-02-30").plusDays(1);
            default: return deep(0);
        }
    }
    static long deep(long n) { return n == 0 ? deep2(1) : deep2(n) + 1; }
    static long deep2(long n) { return deep(n + 1) * 2; }
    public static void main(String[] a) throws Exception {
        for (String m : a) { System.out.println("reading " + m + " (0 errors yet)"); System.out.flush(); if (a.length > 1) try { read(m); } catch (Exception e) { e.printStackTrace(); System.err.println("-- skipped " + m); } else read(m); }
    }
}
