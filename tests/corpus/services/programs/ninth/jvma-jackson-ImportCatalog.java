package depot.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;

/** Reads the nightly catalogue of a supplier; one JSON document after another. */
public class ImportCatalog {
    public static class Item {
        public String sku;
        public BigDecimal price;
        public int stock;
    }

    public static class Catalog {
        public String supplier;
        public List<Item> items;
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String[] INBOX = {
        "{\"supplier\": \"nord\",\n \"items\": [{\"sku\": \"A-100\", \"price\": 12.50, \"stock\": 4}]}",
        "{\"supplier\": \"sued\",\n \"items\": [\n  {\"sku\": \"B-7\", \"price\": 3.10, \"stock\": 9},\n"
            + "  {\"sku\": \"B-8\", \"price\": 4.00, \"stock\": \"sold out\"}\n ]}",
    };

    public static void main(String[] args) throws Exception {
        int n = 0;
        for (String text : INBOX) {
            System.out.println("reading document " + (++n) + " of " + INBOX.length + ", 0 errors so far");
            store(MAPPER.readValue(text, Catalog.class));
        }
        System.out.println("done");
    }

    static void store(Catalog c) {
        System.out.println("  " + c.supplier + ": " + c.items.size() + " item(s) stored");
    }
}
