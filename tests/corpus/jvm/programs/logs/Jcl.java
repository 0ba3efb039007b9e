package com.example.shop.web;

import org.apache.commons.logging.*;
import com.example.shop.*;

public class Jcl {
    static final Log log = LogFactory.getLog(Jcl.class);

    public static void main(String[] args) throws Exception {
        log.info("starting");
        try { Shim.settle("12,50"); } catch (OrderRejected e) { if (args.length > 0) log.fatal("cannot go on", e); else log.error("order 17 failed", e); }
        log.info("finished");
    }
}
