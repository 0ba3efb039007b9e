package io.larder.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Reads supplier feeds; a broken feed goes to the dead letters. */
public class FeedConsumer {
    private static final Logger LOG = LogManager.getLogger();
    private static final ObjectMapper JSON = new ObjectMapper();

    static class Item {
        @JsonProperty(required = true) public String sku;
        @JsonProperty public int cents;
    }
    static class Feed {
        @JsonProperty public String supplier;
        @JsonProperty public Item[] items;
    }

    /** keeps what could not be read; closing it flushes to a folder that nobody made */
    static class DeadLetters implements AutoCloseable {
        private String last;
        void keep(String body) { last = body; }
        @Override public void close() throws IOException {
            if (last != null) Files.writeString(Path.of("/srv/blind10-jvma/dead/letters.json"), last);
        }
    }

    static void consume(String body) throws IOException {
        try (DeadLetters dead = new DeadLetters()) {
            dead.keep(body);
            Feed feed = JSON.readValue(body, Feed.class);
            dead.keep(null);
            LOG.info("{}: {} items", feed.supplier, feed.items.length);
        }
    }

    public static void main(String[] args) throws Exception {
        String[] bodies = {
            "{\"supplier\": \"north\", \"items\": [{\"sku\": \"A-1\", \"cents\": 120}]}",
            "{\n  \"supplier\": \"east\",\n  \"items\": [{\"sku\": \"B-7\", \"cents\": \"a lot\"}]\n}",
            "{\"supplier\": \"west\", \"items\": [], \"colour\": \"red\"}",
        };
        ExecutorService pool = Executors.newFixedThreadPool(1, r -> new Thread(r, "feed-1"));
        for (int i = 0; i < bodies.length; i++) {
            int n = i;
            pool.execute(() -> {
                LOG.info("message {} received", n);
                try {
                    consume(bodies[n]);
                } catch (IOException e) {
                    LOG.error("message {} could not be consumed: {}", n, e.getClass().getSimpleName(), e);
                }
            });
        }
        pool.shutdown();
        pool.awaitTermination(10, TimeUnit.SECONDS);
        try {
            Files.readString(Path.of("/srv/blind10-jvma/offsets"));
        } catch (NoSuchFileException e) {
            LOG.fatal("no offsets, cannot commit: {}", e.getMessage());
        }
        LogManager.shutdown();
    }
}
