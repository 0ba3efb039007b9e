import groovy.sql.Sql
import groovy.util.logging.Log

@Log
class Nightly {
    Sql sql

    void prepare() {
        sql.execute 'create table invoice (id int primary key, customer varchar(20) not null, cents int, check (cents >= 0))'
        [[1, 'Borg', 1200], [2, 'Lind', 400]].each { sql.execute 'insert into invoice values (?, ?, ?)', it }
        log.info "prepared ${sql.firstRow('select count(*) as n from invoice').n} invoices"
    }

    void credit(int id, int cents) {
        try {
            sql.executeUpdate 'update invoice set cents = cents - ? where id = ?', [cents, id]
        } catch (java.sql.SQLException e) {
            log.log java.util.logging.Level.SEVERE, "credit of $cents for invoice $id refused", e
        }
    }

    void report() {
        sql.eachRow('select customer, sum(cents) as total from invoice group by customer') {
            println "${it.customer.padRight(10)} ${it.total}"
        }
        def worst = sql.firstRow('select * from invoice where cents > 5000')
        log.info "largest customer is ${worst.customer}"
    }
}

def job = new Nightly(sql: Sql.newInstance('jdbc:derby:memory:nightly;create=true', 'org.apache.derby.jdbc.EmbeddedDriver'))
job.prepare()
job.credit 2, 900
job.report()
