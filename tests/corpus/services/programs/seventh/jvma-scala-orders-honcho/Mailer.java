import java.util.*; import java.util.concurrent.*;
import org.slf4j.*;
public class Mailer {
  static final Logger log = LoggerFactory.getLogger(Mailer.class);
  record Mail(String to, String subject) { Mail { Objects.requireNonNull(to, "recipient"); } }
  public static void main(String[] a) throws Exception {
    log.info("mailer up, transport=smtp");
    for (int i = 0; i < 8; i++) { Thread.sleep(45); log.info("sent receipt {} (failures: 0)", 700 + i); }
    ScheduledExecutorService s = Executors.newScheduledThreadPool(1);
    Thread t = new Thread(() -> { new Mail(null, "Your order: has shipped"); }, "digest [nightly]: part 1");
    t.start(); t.join();
    for (int i = 8; i < 30; i++) { Thread.sleep(60); log.info("sent receipt {} (failures: 0)", 700 + i); }
    s.shutdown();
  }
}
