package depot.workers;

import java.util.Properties;

/** Two workers that need the same settings; the settings cannot be loaded. */
public class Workers {
    static final class Settings {
        static final Properties P = new Properties();
        static final int RETRIES;
        static {
            P.setProperty("retries", "three");
            RETRIES = parse("retries");
        }
        static int parse(String key) {
            try {
                return Integer.parseInt(P.getProperty(key));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("setting '" + key + "' is no number:\n  file: depot.properties\n  value: " + P.getProperty(key), e);
            }
        }
    }

    static void work() {
        System.out.println(Thread.currentThread().getName() + " starts");
        for (int i = 0; i < Settings.RETRIES; i++) System.out.println("try " + i);
    }

    public static void main(String[] args) throws InterruptedException {
        for (String name : new String[] {"worker: mail", "worker: print"}) {
            Thread t = new Thread(Workers::work, name);
            t.start();
            t.join();
        }
        System.out.println("no worker left");
    }
}
