package io.parcel.dispatch

import java.util.concurrent.{Executors, ThreadFactory}
import java.util.concurrent.atomic.AtomicInteger
import org.apache.logging.log4j.LogManager
import scala.concurrent.{Await, ExecutionContext, Future}
import scala.concurrent.duration._
import scala.util.{Failure, Success}

sealed trait Zone
case object Inner extends Zone
case object Outer extends Zone
case class Remote(country: String) extends Zone

case class Parcel(id: Int, zone: Zone, grams: Int)

class RoutingException(val parcel: Parcel, cause: Throwable)
  extends RuntimeException(s"no route for parcel ${parcel.id}", cause)

object Tariff {
  private val prices = Map("letter" -> 90, "small" -> 450)
  def kind(p: Parcel): String = if (p.grams < 500) "letter" else if (p.grams < 5000) "small" else "bulky"
  def price(p: Parcel): Int = prices(kind(p)) * factor(p.zone)
  private def factor(z: Zone): Int = (z: @unchecked) match {
    case Inner => 1
    case Outer => 2
  }
}

object Dispatch {
  private val log = LogManager.getLogger(getClass.getName.stripSuffix("$"))
  private val n = new AtomicInteger
  private val pool = Executors.newFixedThreadPool(1, new ThreadFactory {
    def newThread(r: Runnable) = { val t = new Thread(r, "dispatch-" + n.incrementAndGet); t.setDaemon(true); t }
  })
  implicit private val ec: ExecutionContext =
    ExecutionContext.fromExecutor(pool, t => log.fatal("unhandled failure in the pool", t))

  def route(p: Parcel): Future[Int] = Future {
    log.info("routing {}", p)
    Tariff.price(p)
  } recoverWith { case e: NoSuchElementException => Future.failed(new RoutingException(p, e)) }

  def main(args: Array[String]): Unit = {
    val parcels = List(Parcel(1, Inner, 120), Parcel(2, Remote("IS"), 900), Parcel(3, Outer, 12000))
    val first = route(parcels.head)
    log.info("first costs {}", Await.result(first, 5.seconds))
    val second = route(parcels(1)).map(c => log.info("second costs {}", c))
    Await.ready(second, 5.seconds)
    second.value.get match {
      case Failure(e) => log.error(s"parcel ${parcels(1).id} was put aside", e)
      case Success(_) =>
    }
    pool.execute(new Runnable { def run() = log.debug("idle") })
    val sum = Await.result(Future.sequence(parcels.map(route)).map(_.sum).recoverWith {
      case _: MatchError => route(parcels(2))
    }, 5.seconds)
    println(s"total $sum")
  }
}
