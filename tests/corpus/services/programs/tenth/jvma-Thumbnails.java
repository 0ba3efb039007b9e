package gallery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes thumbnails; albums may hold albums, one of them holds itself; a huge picture takes all the memory. */
public class Thumbnails {
    static class Album {
        final String name;
        final List<Album> inner = new ArrayList<>();
        Album(String name) { this.name = name; }
        int pictures() {
            int n = 1;
            for (Album a : inner) n += a.pictures();
            return n;
        }
    }

    static final Map<String, int[]> cache = new HashMap<>();

    static void scale(int width, int height) {
        cache.put(width + "x" + height, new int[width * height]);
        System.out.println("scaled " + width + "x" + height);
    }

    public static void main(String[] args) throws Exception {
        ScheduledExecutorService tick = Executors.newSingleThreadScheduledExecutor(r -> {
            Thread t = new Thread(r, "tick");
            t.setDaemon(true);
            return t;
        });
        tick.scheduleAtFixedRate(() -> System.out.println("alive, errors: 0"), 0, 200, TimeUnit.MILLISECONDS);
        Thread.sleep(50);

        Thread scaler = new Thread(() -> {
            for (int side = 500; ; side *= 4) scale(side, side);
        }, "scaler #1");
        scaler.start();
        scaler.join();
        cache.clear();
        Thread.sleep(250);

        Thread walker = Thread.ofVirtual().name("walker").unstarted(() -> {
            Album summer = new Album("summer"), sea = new Album("sea");
            summer.inner.add(sea);
            sea.inner.add(summer);
            System.out.println(summer.pictures() + " pictures");
        });
        walker.start();
        walker.join();
        Thread.sleep(250);

        CompletableFuture<Void> upload = CompletableFuture.supplyAsync(() -> cache.get("500x500"))
            .thenAccept(pixels -> System.out.println("uploaded " + pixels.length + " pixels"));
        upload.join();
    }
}
