package eu.grain.depot;

import javax.jms.*;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Depot {
    static final Logger log = LoggerFactory.getLogger(Depot.class);

    static BrokerService broker(String name, int port) throws Exception {
        BrokerService b = new BrokerService();
        b.setBrokerName(name);
        b.setPersistent(false);
        b.setUseJmx(false);
        b.setUseShutdownHook(false);
        b.addConnector("tcp://127.0.0.1:" + port);
        return b;
    }

    static void weigh(Message m) {
        try {
            String text = ((TextMessage) m).getText();
            String[] f = text.split(",");
            log.info("weighed {} kg of {}", Integer.parseInt(f[1]), f[0]);
        } catch (JMSException e) {
            log.error("message lost", e);
        }
    }

    public static void main(String[] args) throws Exception {
        int port = 18096;
        BrokerService first = broker("depot-north", port);
        first.start();
        first.waitUntilStarted();
        Connection c = new ActiveMQConnectionFactory("vm://depot-north?create=false").createConnection();
        c.setExceptionListener(e -> log.error("connection trouble: {}", e.getMessage()));
        c.start();
        Session s = c.createSession(false, Session.AUTO_ACKNOWLEDGE);
        s.createConsumer(s.createQueue("weighing")).setMessageListener(Depot::weigh);
        MessageProducer p = s.createProducer(s.createQueue("weighing"));
        p.send(s.createTextMessage("wheat,1200"));
        Thread.sleep(400);
        p.send(s.createTextMessage("barley"));
        Thread.sleep(800);
        c.close();
        log.info("starting the second broker");
        try {
            broker("depot-south", port).start();
        } finally {
            first.stop();
        }
    }
}
