package com.example.shop;

import java.util.*;
import java.util.concurrent.*;

/** Errors of the virtual machine. */
public class Memory {
    static int deep(int n) { return deep(n + 1) + 1; }
    static List<Object> keep = new ArrayList<>();
    static void fill() { while (true) keep.add(new long[1 << 18]); }

    static sun.misc.Unsafe unsafe() throws Exception {
        var f = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        f.setAccessible(true);
        return (sun.misc.Unsafe) f.get(null);
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "stack": deep(0); break;
            case "stackcause":
                try { deep(0); } catch (StackOverflowError e) { throw new Ledger.Overdraft("price rules refer to each other", e); }
                break;
            case "heap": fill(); break;
            case "array": keep.add(new long[Integer.MAX_VALUE]); break;
            case "thread": {
                System.out.println("import starts");
                Thread t = new Thread(Memory::fill, "import-1");
                t.start(); t.join();
                keep.clear();
                System.out.println("import is over");
                break;
            }
            case "threads":
                for (int i = 0; i < 5000; i++) { Thread t = new Thread(() -> { try { Thread.sleep(60000); } catch (InterruptedException e) { } }); t.setDaemon(true); t.start(); }
                break;
            case "meta": {
                byte[] code = Memory.class.getClassLoader().getResourceAsStream("com/example/shop/OrderRejected.class").readAllBytes();
                while (true) keep.add(new ClassLoader(null) { Class<?> def() { return defineClass(null, code, 0, code.length); } }.def());
            }
            case "direct": keep.add(java.nio.ByteBuffer.allocateDirect(1 << 28)); break;
            case "crash": System.out.println("opening the scale"); unsafe().putAddress(0, 0); break;
            case "crashthread": {
                Thread t = new Thread(() -> { try { System.out.println(unsafe().getLong(16L)); } catch (Exception e) { e.printStackTrace(); } }, "scale");
                t.start(); t.join();
                break;
            }
        }
    }
}
