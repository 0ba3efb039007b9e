package lab.optics;

import com.sun.jna.*;
import java.util.logging.*;

public class Scanner {
    public interface C extends Library {
        C INSTANCE = Native.load("c", C.class);
        long strlen(Pointer p);
        void qsort(Pointer base, long n, long size, Callback cmp);
    }

    static final Logger log = Logger.getLogger("lab.optics.Scanner");

    static long measure(Pointer label) {
        return C.INSTANCE.strlen(label);
    }

    public static void main(String[] args) throws Exception {
        log.info("native access up, pointer size " + Native.POINTER_SIZE);
        Memory m = new Memory(32);
        m.setString(0, "sample-0417");
        log.info("label has " + measure(m) + " characters");
        try {
            m.getInt(40);
        } catch (IndexOutOfBoundsException e) {
            log.log(Level.SEVERE, "calibration block is damaged", e);
        }
        Pointer device = Pointer.createConstant(0x1f8);
        log.info("reading label of device 2");
        log.info("label has " + measure(device) + " characters");
    }
}
