package com.example.shop;

import java.util.*;
import java.util.stream.*;

/** One uncaught exception of the main thread, by argument. */
public class Uncaught {
    static String name;

    static void charge(int order) { throw new IllegalStateException("order " + order + " was already charged"); }

    public static void main(String[] args) throws Throwable {
        switch (args[0]) {
            case "message": charge(17); break;
            case "none": throw new UnsupportedOperationException();
            case "npe": System.out.println(name.length()); break;
            case "custom": throw new OrderRejected("basket is empty");
            case "nested": throw new Ledger.Overdraft("account 4711 is 12.50 short");
            case "jdk": new ArrayList<>(List.of(1, 2)).subList(0, 2).iterator().forEachRemaining(i -> List.of(i).get(i)); break;
            case "lambda": Stream.of("7", "x").map(s -> Integer.parseInt(s)).collect(Collectors.toList()); break;
            case "native": Class.forName("com.example.shop.Missing"); break;
            case "notrace": throw new OrderRejected("limit reached", null, false, false);
            case "colon": throw new IllegalArgumentException("cannot read the following settings:");
            case "blank": throw new IllegalArgumentException("");
            case "unicode": throw new IllegalArgumentException("Preis für „Käse“ ist 3,50 € – 在庫なし 🧀");
            case "json": throw new IllegalStateException(
                "{\"error\": {\"type\": \"java.lang.RuntimeException\", \"message\": \"payment: declined\", \"at\": \"com.example.pay.Gate.open(Gate.java:7)\"}}");
            case "html": throw new java.io.IOException("Server returned: <html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n");
            case "colons": throw new RuntimeException("java.sql.SQLException: ORA-00001: unique constraint (SHOP.PK_ORDER) violated");
            case "wrapped": throw new RuntimeException(new OrderRejected("basket is empty"));
            case "assert": int left = -3; assert left >= 0 : "stock must not be negative: " + left; break;
            case "assertnone": assert args.length > 5; break;
            case "math": System.out.println(10 / (args.length - 1)); break;
            case "cast": Object o = "seventeen"; Integer i = (Integer) o; break;
            case "index": int[] stock = new int[3]; stock[3]++; break;
            case "rebuilt": {
                // what test runners do with a worker's trace: elements made from their parts show all loaders and versions
                try { Stream.of("x").map(s -> Integer.parseInt(s)).forEach(System.out::println); } catch (NumberFormatException e) {
                    e.setStackTrace(Arrays.stream(e.getStackTrace()).map(f -> new StackTraceElement(f.getClassLoaderName(), f.getModuleName(),
                        f.getModuleVersion(), f.getClassName(), f.getMethodName(), f.getFileName(), f.getLineNumber())).toArray(StackTraceElement[]::new));
                    throw e;
                }
                break;
            }
            case "plugin": {
                var urls = new java.net.URL[] { new java.io.File(args[1]).toURI().toURL() };
                var loader = new java.net.URLClassLoader("tax-plugin", urls, Uncaught.class.getClassLoader());
                ((Runnable) loader.loadClass("com.example.plugin.Tax").getDeclaredConstructor().newInstance()).run();
                break;
            }
            case "scripted": {
                StackTraceElement[] none = {};
                var e = new IllegalStateException("stack was cleared"); e.setStackTrace(none); throw e;
            }
            case "xml": {
                var b = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
                b.setErrorHandler(null);
                b.parse(new org.xml.sax.InputSource(new java.io.StringReader("<order>\n  <item></order>")));
                break;
            }
            case "jndi": {
                var env = new Hashtable<String, String>();
                env.put("java.naming.factory.initial", "com.sun.jndi.ldap.LdapCtxFactory");
                env.put("java.naming.provider.url", "ldap://127.0.0.1:1");
                new javax.naming.directory.InitialDirContext(env);
                break;
            }
            default: throw new IllegalArgumentException(args[0]);
        }
    }
}
