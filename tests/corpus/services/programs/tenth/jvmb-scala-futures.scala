package shop.pricing

import java.util.concurrent.{Executors, ThreadFactory}
import scala.concurrent.{Await, ExecutionContext, Future}
import scala.concurrent.duration._
import scala.util.{Failure, Success, Try}

sealed trait Rule
case class Percent(value: BigDecimal) extends Rule
case class Fixed(cents: Long) extends Rule
case class Bundle(skus: List[String]) extends Rule

class PriceUnavailable(sku: String, cause: Throwable) extends Exception(s"no price for $sku", cause)

object Main {
  private val pool = Executors.newFixedThreadPool(2, new ThreadFactory {
    private val n = new java.util.concurrent.atomic.AtomicInteger
    def newThread(r: Runnable) = { val t = new Thread(r, s"pricing-${n.incrementAndGet}"); t.setDaemon(true); t }
  })
  implicit private val ec: ExecutionContext = ExecutionContext.fromExecutor(pool)

  private val prices = Map("A-1" -> 1200L, "B-7" -> 350L)

  def price(sku: String): Future[Long] = Future {
    try prices(sku) catch { case e: NoSuchElementException => throw new PriceUnavailable(sku, e) }
  }

  def discount(rule: Rule, cents: Long): Long = rule match {
    case Percent(v) => (cents * (100 - v) / 100).toLong
    case Fixed(c)   => cents - c
  }

  def main(args: Array[String]): Unit = {
    println("pricing: 2 workers")
    println("A-1 costs " + Await.result(price("A-1"), 2.seconds))

    price("Z-9").foreach(p => println(s"Z-9 costs $p"))       // fails, nobody looks
    val seen = price("Z-9").recover { case e => println("recovered: " + e.getMessage); 0L }
    Await.result(seen, 2.seconds)

    // a callback that dies: the execution context reports it
    price("B-7").onComplete {
      case Success(p) => println("B-7 with 10%: " + discount(Percent(10), p)); require(p > 1000, s"margin too small: $p")
      case Failure(e) => println(e)
    }
    Thread.sleep(300)
    println("A-1 in a bundle: " + discount(Bundle(List("A-1", "B-7")), 1200L))
  }
}
