package org.ferry.booking;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.support.ClassPathXmlApplicationContext;

public class App {
    public static class Harbour {
        private String name;
        private int berths;
        public void setName(String n) { name = n; }
        public void setBerths(int b) { berths = b; }
    }

    public static class Timetable implements InitializingBean {
        private static final Logger log = LoggerFactory.getLogger(Timetable.class);
        private List<String> departures;
        private Harbour harbour;
        public void setDepartures(List<String> d) { departures = d; }
        public void setHarbour(Harbour h) { harbour = h; }
        @Override public void afterPropertiesSet() {
            log.info("checking {} departures from {}", departures.size(), harbour.name);
            if (departures.size() > harbour.berths)
                throw new IllegalStateException("more departures than berths:\n  departures " + departures + "\n  berths     " + harbour.berths);
        }
    }

    public static class Booking {
        private Timetable timetable;
        public void setTimetable(Timetable t) { timetable = t; }
    }

    public static void main(String[] args) {
        Logger log = LoggerFactory.getLogger(App.class);
        log.info("starting with profile {}", "harbour");
        try (ClassPathXmlApplicationContext ctx = new ClassPathXmlApplicationContext("beans.xml")) {
            log.info("up with {} beans", ctx.getBeanDefinitionCount());
        } catch (RuntimeException e) {
            log.error("Application startup failed", e);
            throw e;
        }
    }
}
