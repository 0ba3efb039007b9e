package depot.tree;

import java.util.*;
import java.util.concurrent.*;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts articles in a tree of categories in which one category became its own grandparent. */
public class Categories {
    private static final Logger log = LoggerFactory.getLogger("tree");
    final Map<String, List<String>> children = new TreeMap<>();

    int count(String name) {
        int n = 1;
        for (String c : children.getOrDefault(name, List.of())) n += count(c);
        return n;
    }

    public static void main(String[] args) throws Exception {
        Categories t = new Categories();
        t.children.put("home", List.of("light", "seats"));
        t.children.put("light", List.of("lamps"));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        log.info("home: {}", pool.submit(() -> t.count("home")).get());
        t.children.put("lamps", List.of("light"));
        Future<Integer> again = pool.submit(() -> t.count("home"));
        try {
            log.info("home: {}", again.get());
        } finally {
            pool.shutdown();
            log.info("pool is shut down");
        }
    }
}
