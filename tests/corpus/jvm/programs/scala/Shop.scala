package com.example.shop

import scala.concurrent._
import scala.concurrent.duration._
import ExecutionContext.Implicits.global

case class Item(name: String, count: Int)
class StockEmpty(item: Item) extends Exception(s"nothing left of $item")

object Shop {
  def pick(item: Any): Int = item match { case Item(_, n) if n > 0 => n }
  def main(args: Array[String]): Unit = args(0) match {
    case "match" => println(pick(Item("käse", 0)))
    case "uncaught" => List(1, 2).map { n => if (n == 2) throw new StockEmpty(Item("tea", 0)) else n }.foreach(println)
    case "future" => Await.result(Future { throw new StockEmpty(Item("tea", 0)) }, 5.seconds)
    case "report" =>
      global.execute(new Runnable { def run(): Unit = throw new StockEmpty(Item("tea", 0)) })
      println("still open"); Thread.sleep(300); println("closed")
    case "none" => None.get
    case "require" => require(args.length > 3, "needs four arguments")
    case "missing" => ???
  }
}
