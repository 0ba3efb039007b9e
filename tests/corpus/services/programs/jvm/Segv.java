import java.lang.reflect.*;
public class Segv { public static void main(String[] a) throws Exception { System.out.println("mapping buffer, errors: 0"); Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe"); f.setAccessible(true); ((sun.misc.Unsafe) f.get(null)).putAddress(8, 1); } }
