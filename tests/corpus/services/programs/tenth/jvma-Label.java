import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.logging.Logger;

/** Measures labels with the C library; one label is a pointer that came to nothing. */
public class Label {
    interface C extends Library {
        C INSTANCE = Native.load("c", C.class);
        long strlen(Pointer p);
    }

    private static final Logger LOG = Logger.getLogger("label");

    public static void main(String[] args) throws Exception {
        Thread t = new Thread(() -> {
            com.sun.jna.Memory m = new com.sun.jna.Memory(32);
            m.setString(0, "fragile");
            LOG.info("label 1 has " + C.INSTANCE.strlen(m) + " characters");
            try {
                m.getByte(32);
            } catch (IndexOutOfBoundsException e) {
                LOG.severe("label 1 is not closed: " + e.getMessage());
            }
            LOG.info("label 2 follows");
            LOG.info("label 2 has " + C.INSTANCE.strlen(new Pointer(0x10)) + " characters");
        }, "printer");
        t.start();
        t.join();
    }
}
