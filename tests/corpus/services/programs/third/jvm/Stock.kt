package depot.stock
import kotlinx.coroutines.*
import org.slf4j.LoggerFactory
class OutOfStock(val sku: String, cause: Throwable? = null) : RuntimeException("sku $sku: reserved 3, have 0", cause)
val log = LoggerFactory.getLogger("stock")
suspend fun reserve(i: Int) { delay(5); if (i == 6) throw OutOfStock("K-$i", NoSuchElementException("bin empty")); log.info("reserved K-{} (no OutOfStock)", i) }
fun main() = runBlocking {
  log.info("stock service up, 4 workers")
  for (i in 1..9) { val j = CoroutineScope(Dispatchers.Default + CoroutineName("reserve-$i")).launch { reserve(i) }; j.join() }
  log.warn("1 of 9 reservations failed; next round in 60 s")
  try { requireNotNull(mapOf<String, Int>()["K-1"]) { "no row for K-1" } } catch (e: IllegalArgumentException) { log.error("audit: {}", e.message, e) }
  for (i in 10..25) reserve(i)
  supervisorScope { val d = async<Int> { throw IllegalStateException("") }; try { d.await() } catch (e: Exception) { log.error("async sum", e) } }
  log.info("bye")
  check(System.getProperty("stock.clean") != null)
}
