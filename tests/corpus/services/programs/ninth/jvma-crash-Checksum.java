package depot.nat;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls libc for the length of a label; the second label was freed long ago. */
public class Checksum {
    public interface C extends Library {
        C LIB = Native.load("c", C.class);
        long strlen(Pointer s);
    }

    private static final Logger log = LoggerFactory.getLogger(Checksum.class);

    static long length(Pointer label) {
        return C.LIB.strlen(label);
    }

    public static void main(String[] args) {
        com.sun.jna.Memory m = new com.sun.jna.Memory(16);
        m.setString(0, "A-100");
        log.info("label 1 has {} characters", length(m));
        log.info("label 2 has {} characters", length(new Pointer(0x18)));
    }
}
