package com.example.shop.web;

import org.apache.logging.log4j.*;
import com.example.shop.*;

/** log4j2's own interface: FATAL, a throwable as the message, catching(). */
public class L4 {
    static final Logger log = LogManager.getLogger(L4.class);

    public static void main(String[] args) {
        log.info("starting");
        try { Shim.settle("12,50"); } catch (OrderRejected e) {
            switch (args[0]) {
                case "fatal": log.fatal("cannot go on", e); break;
                case "catching": log.catching(e); break;
                case "object": log.error(e); break;
                case "plainfatal": log.fatal("disk of the till is full"); break;
            }
        }
        log.info("finished");
    }
}
