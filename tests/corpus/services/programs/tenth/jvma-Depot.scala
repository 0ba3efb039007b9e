package depot

import java.util.concurrent.{Executors, ThreadFactory, TimeUnit}
import scala.concurrent.{Await, ExecutionContext, Future}
import scala.concurrent.duration._

sealed trait Parcel { def id: Int }
case class Small(id: Int) extends Parcel
case class Bulky(id: Int, kg: Double) extends Parcel
case class Pallet(id: Int, parcels: List[Parcel]) extends Parcel

class LoadException(val truck: String, msg: String, cause: Throwable) extends RuntimeException(msg, cause)

/** Loads parcels onto trucks. Errors inside a Future's callback go to the context's reporter, which prints them. */
object Depot {
  private val pool = Executors.newFixedThreadPool(1, new ThreadFactory {
    def newThread(r: Runnable) = new Thread(r, "loader")
  })
  implicit val ec: ExecutionContext = ExecutionContext.fromExecutor(pool)

  def weight(p: Parcel): Double = p match {
    case Small(_)     => 1.5
    case Bulky(_, kg) => kg
  }

  def load(truck: String, ps: List[Parcel]): Future[Double] = Future {
    try ps.map(weight).sum
    catch { case e: MatchError => throw new LoadException(truck, s"cannot load $truck", e) }
  }

  def main(args: Array[String]): Unit = {
    println("depot: 3 trucks at the ramp")
    val a = load("truck-1", List(Small(1), Bulky(2, 31.5)))
    a.foreach(kg => println(s"depot: truck-1 has $kg kg"))
    Await.ready(a, 5.seconds)
    Thread.sleep(150)
    a.foreach { kg => require(kg < 30, s"truck-1 is overloaded:\n  allowed 30.0 kg\n  loaded  $kg kg") }
    Thread.sleep(150)
    println("depot: truck-1 has left, truck-2 follows")
    val b = load("truck-2", Small(3) :: Pallet(4, List(Small(5), Small(6))) :: Nil)
    try println(Await.result(b, 5.seconds))
    finally {
      pool.shutdown()
      pool.awaitTermination(2, TimeUnit.SECONDS)
    }
  }
}
