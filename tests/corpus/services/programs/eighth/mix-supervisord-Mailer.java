import java.util.*;

/** Sends mails from a queue; everything by System.out and printStackTrace. */
public class Mailer {
    interface Transport { void send(String to); }
    public static void main(String[] a) throws Exception {
        System.out.println("mailer: queue of 3, Error: 0, Exceptions: 0");
        Transport t = (Transport) java.lang.reflect.Proxy.newProxyInstance(Mailer.class.getClassLoader(), new Class<?>[] {Transport.class},
            (p, m, args) -> { if (!((String) args[0]).contains("@")) throw new java.util.zip.DataFormatException("address '" + args[0] + "'"); return null; });
        for (String to : List.of("ann@example.org", "bob", "cleo@example.org")) {
            Thread.sleep(900);
            try { t.send(to); System.out.println("mailer: sent to " + to.replaceAll(".*@", "...@")); }
            catch (RuntimeException e) { System.err.println("mailer: giving up on this one"); e.printStackTrace(); }
        }
        Thread.sleep(800);
        System.out.println("mailer: queue empty");
    }
}
