package org.example.mq;
import org.apache.activemq.*;
import org.apache.activemq.broker.BrokerService;
import javax.jms.*;
import org.slf4j.*;
public class Mq {
  static final Logger log = LoggerFactory.getLogger(Mq.class);
  static class BadOrder extends RuntimeException { BadOrder(String m, Throwable c) { super(m, c); } }
  public static void main(String[] a) throws Exception {
    BrokerService b = new BrokerService();
    b.setBrokerName("depot"); b.setPersistent(false); b.setUseJmx(false); b.addConnector("tcp://127.0.0.1:61699");
    b.start(); b.waitUntilStarted();
    ActiveMQConnectionFactory f = new ActiveMQConnectionFactory("vm://depot?create=false");
    RedeliveryPolicy rp = new RedeliveryPolicy(); rp.setMaximumRedeliveries(0); f.setRedeliveryPolicy(rp);
    Connection c = f.createConnection(); c.setClientID("orders"); c.start();
    Session s = c.createSession(false, Session.AUTO_ACKNOWLEDGE);
    Queue q = s.createQueue("orders");
    MessageProducer p = s.createProducer(q);
    Session s2 = c.createSession(false, Session.AUTO_ACKNOWLEDGE);
    s2.createConsumer(q).setMessageListener(m -> {
      try {
        String t = ((TextMessage) m).getText();
        log.info("order {}", t);
        String[] w = t.split(";");
        try { log.info("booked {} x {}", Integer.parseInt(w[1]), w[0]); }
        catch (RuntimeException e) { throw new BadOrder("order refused:\n  raw: " + t + "\n  position: 1", e); }
      } catch (JMSException e) { throw new RuntimeException(e); }
    });
    for (String t : new String[]{"A-1;3", "B-9;12", "C-2;dozen", "D-4;1", "E-7"}) { p.send(s.createTextMessage(t)); Thread.sleep(150); }
    log.info("ERROR queue depth is 0, ActiveMQ.DLQ depth is 2");
    log.warn("Exception listener not set; using none");
    BrokerService b2 = new BrokerService();
    b2.setBrokerName("standby"); b2.setPersistent(false); b2.setUseJmx(false); b2.addConnector("tcp://127.0.0.1:61699");
    try { b2.start(); } catch (Exception e) { log.info("standby did not start, going on without it"); }
    c.close(); b.stop(); b.waitUntilStopped();
    c.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }
}
