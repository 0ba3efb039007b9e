package com.example.shop;

import java.util.Properties;
import javax.mail.*;
import javax.mail.internet.*;

public class Mailing {
    public static void main(String[] args) throws Exception {
        Properties p = new Properties();
        p.put("mail.smtp.host", "127.0.0.1");
        p.put("mail.smtp.port", "1");
        MimeMessage m = new MimeMessage(Session.getInstance(p));
        m.setFrom("shop@example.com");
        m.setRecipients(Message.RecipientType.TO, "till@example.com");
        m.setText("hello");
        if (args[0].equals("send")) Transport.send(m);
        else throw new OrderRejected("no receipt for order 17", new MessagingException("Could not send",
            new SendFailedException("Invalid addresses", new java.io.IOException("550 5.1.1 unknown\n554 give up"))));
    }
}
