import java.util.logging.*; import java.lang.reflect.*; import java.nio.*;
public class Jul {
    static final Logger log = Logger.getLogger("device.Gateway");
    public static class Codec { public int decode(byte[] b) { return ByteBuffer.wrap(b).order(ByteOrder.LITTLE_ENDIAN).getInt(1); } Object make(Class<?> c) throws Exception { return c.getDeclaredConstructor().newInstance(); } }
    static class Native { static { System.loadLibrary("modbus_native"); } static void open() {} }
    static class Table { static final int SIZE = Integer.parseInt(System.getProperty("table", "12k")); }
    public static void main(String[] a) throws Exception {
        Method m = Codec.class.getMethod("decode", byte[].class);
        for (int i = 0; i < 9; i++) {
            log.info("frame " + i + " arrived, error counter 0");
            try { m.invoke(new Codec(), (Object) new byte[i == 4 ? 3 : 8]); } catch (InvocationTargetException e) { log.log(Level.SEVERE, "frame " + i + " not decoded", e); }
            if (i == 5) try { System.out.println(Table.SIZE); } catch (ExceptionInInitializerError e) { log.log(Level.WARNING, "table unusable, default", e); }
            if (i == 6) log.severe("line noise over limit\nport: ttyS3\nsince: start");
        }
        Thread t = new Thread(() -> Native.open(), "driver \"modbus\" #2"); t.start(); t.join();
        new Codec().make(Runnable.class);
    }
}
