package depot.media;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A thumbnail cache that grows until the heap is full; the other thread goes on. */
public class Thumbs {
    private static final Logger LOG = Logger.getLogger(Thumbs.class.getName());

    static class Cache {
        final List<byte[]> images = new ArrayList<>();
        void load(int i) {
            images.add(new byte[4 * 1024 * 1024]);
            if (i % 4 == 0) LOG.log(Level.INFO, "{0} images cached", images.size());
        }
    }

    static void fill() {
        Cache c = new Cache();
        for (int i = 1; ; i++) c.load(i);
    }

    public static void main(String[] args) throws Exception {
        LOG.info("starting");
        Thread t = new Thread(Thumbs::fill, "thumbs-1");
        t.start();
        t.join();
        LOG.warning("thumbnails are off");
        try {
            new java.net.Socket("127.0.0.1", 1).close();
        } catch (java.io.IOException e) {
            LOG.log(Level.SEVERE, "cannot tell the monitor", e);
        }
        LOG.info("stopped");
    }
}
