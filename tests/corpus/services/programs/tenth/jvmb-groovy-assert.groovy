import groovy.util.logging.Slf4j
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

@Slf4j
class StockCheck {
    Map<String, Integer> shelf = ['A-1': 12, 'B-7': 3]

    int take(String sku, int n) {
        log.info "take $n of $sku"
        assert shelf[sku] - n >= 0 : "shelf is short of $sku"
        shelf[sku] -= n
    }

    void order(Map<String, Integer> lines) {
        lines.each { sku, n ->
            def rest = shelf[sku]
            assert rest > n
            shelf[sku] = rest - n
        }
    }

    def label(String sku) {
        "${sku.padRight(6)}|${shelf[sku].toString().padLeft(4)}|${location(sku)}"
    }
}

def check = new StockCheck()
def pickers = Executors.newFixedThreadPool(1)
def guarded = { String what, Closure job ->
    pickers.submit {
        try { job() } catch (Throwable t) { StockCheck.log.error("$what failed", t) }
    }
}
guarded('pick 1') { check.take('A-1', 2) }
guarded('pick 2') { check.take('B-7', 5) }
guarded('order 9') { check.order('A-1': 4, 'B-7': 3) }
pickers.shutdown()
pickers.awaitTermination(5, TimeUnit.SECONDS)
StockCheck.log.info 'printing labels'
println check.label('A-1')
