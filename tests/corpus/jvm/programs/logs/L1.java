package com.example.shop.web;

import org.apache.log4j.*;
import com.example.shop.*;

/** log4j 1: args: mode. */
public class L1 {
    static final Logger log = Logger.getLogger(L1.class);

    public static void main(String[] args) throws Exception {
        if (args[0].equals("basic")) BasicConfigurator.configure();
        log.info("starting");
        NDC.push("order-17");
        try { Shim.settle("12,50"); } catch (OrderRejected e) {
            if (args[0].equals("object")) log.error(e, e);
            else if (args[0].equals("fatal")) log.fatal("cannot go on", e);
            else log.error("order 17 failed", e);
        }
        NDC.pop();
        log.info("finished");
    }
}
