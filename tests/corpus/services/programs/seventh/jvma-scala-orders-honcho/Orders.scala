package shop.orders
import scala.concurrent._
import scala.concurrent.duration._
import scala.util.{Try, Success, Failure}
import org.slf4j.LoggerFactory
sealed trait Event
case class Placed(id: Int, sku: String) extends Event
case class Cancelled(id: Int) extends Event
case class Refunded(id: Int, cents: Long) extends Event
class OutOfStock(val sku: String, cause: Throwable) extends Exception(s"out of stock: $sku", cause)
object Orders extends App {
  val log = LoggerFactory.getLogger("orders")
  implicit val ec = ExecutionContext.fromExecutor(java.util.concurrent.Executors.newFixedThreadPool(2))
  def reserve(stock: Map[String, Int], sku: String) = try stock(sku) - 1 catch { case e: NoSuchElementException => throw new OutOfStock(sku, e) }
  def handle(e: Event): String = e match { case Placed(id, sku) => s"order $id: $sku"; case Cancelled(id) => s"order $id cancelled" }
  log.info("orders consumer up, partitions=[0, 1], max.errors=5")
  for (i <- 1 to 8) { log.info(handle(Placed(4000 + i, "TEA-" + i))); Thread.sleep(20) }
  log.info("queue 'order.failed' has 0 messages")
  Try(reserve(Map("TEA-1" -> 3), "MUG-9")) match { case Failure(e) => log.error("reservation of order 4009 failed", e); case Success(n) => log.info("left: " + n) }
  Thread.sleep(60)
  val f = Future { handle(Refunded(4010, 1250)) }
  f.foreach(println)
  Try(Await.result(f, 2.seconds)).recover { case e: MatchError => log.warn("event of unknown kind skipped: " + e.getMessage) }
  for (i <- 11 to 16) { log.info(handle(if (i % 3 == 0) Cancelled(4000 + i) else Placed(4000 + i, "MUG-" + i))); Thread.sleep(20) }
  log.info("lag=0 errorCount=0")
  Thread.sleep(50)
  val never = Promise[Int]()
  Await.result(never.future, 200.millis)
}
