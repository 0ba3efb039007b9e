import java.util.logging.*
System.setProperty('java.util.logging.SimpleFormatter.format', '[%4$s] %1$tH:%1$tM:%1$tS %3$s: %5$s%6$s%n')
def log = Logger.getLogger('nightly')
class Meter { String id; BigDecimal read(String s) { new BigDecimal(s) } }
def bill(Meter m, Map row) { m.read(row.value) * row.price }
log.info 'nightly run, 4 meters, errors=[]'
def rows = [[value: '12.5', price: 2], [value: '7.0', price: 2], [value: '1,5', price: 3], [value: '9', price: 1]]
def total = 0
rows.eachWithIndex { r, i ->
    log.info "meter m$i: value ${r.value} (error flag false)"
    try { total += bill(new Meter(id: "m$i"), r) }
    catch (NumberFormatException e) { log.log(Level.SEVERE, "meter m$i unreadable", e) }
    catch (NullPointerException e) { log.info "meter m$i: no price (${e.class.simpleName}), ignored" }
}
10.times { log.info "report page $it of 10 written, Exceptions: none" }
log.warning 'total below last night'
log.info "total $total"
new Meter(id: 'm9').reset(true)
