package com.meadow.billing;

import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nightly invoice run: one customer after another; a failing customer is logged, the run goes on. */
public class NightlyInvoices {
    private static final Logger log = LoggerFactory.getLogger(NightlyInvoices.class);
    private final JdbcTemplate db;

    NightlyInvoices(JdbcTemplate db) { this.db = db; }

    public static void main(String[] args) {
        JdbcDataSource ds = new JdbcDataSource();
        ds.setURL("jdbc:h2:mem:billing;DB_CLOSE_DELAY=-1");
        log.info("Starting NightlyInvoices using Java {}", System.getProperty("java.version"));
        JdbcTemplate db = new JdbcTemplate(ds);
        db.execute("create table customer(id int primary key, name varchar(40) not null)");
        db.execute("create table invoice(id identity, customer int references customer(id), cents bigint not null)");
        db.update("insert into customer values (1, 'Alder'), (2, 'Birch')");
        new NightlyInvoices(db).run();
    }

    void run() {
        int done = 0, errors = 0;
        for (int customer : List.of(1, 2, 77)) {
            try {
                bill(customer);
                done++;
                log.info("customer {} billed", customer);
            } catch (DataAccessException e) {
                errors++;
                log.error("could not bill customer {}", customer, e);
            }
        }
        log.warn("{} billed, {} errors", done, errors);
        summary();
        log.info("bye");
    }

    void bill(int customer) {
        db.update("insert into invoice(customer, cents) values (?, ?)", customer, 1250L * customer);
    }

    void summary() {
        db.queryForList("select name, sum(cents) total\n"
            + "  from customer join invoice on invoice.customer = customer.id\n"
            + " where invoice.paid_at is null\n"
            + " group by name");
    }
}
