package com.example.shop

import org.apache.spark.sql.SparkSession

object SparkShop {
  def price(n: Int): Int = if (n == 3) throw new IllegalArgumentException("no price for item 3") else n * 2

  def main(args: Array[String]): Unit = {
    val spark = SparkSession.builder.master("local[1]").appName("prices").config("spark.ui.enabled", "false").getOrCreate()
    args(0) match {
      case "task" => println(spark.sparkContext.parallelize(1 to 4, 1).map(price).sum)
      case "path" => spark.read.parquet("/srv/jshop/no-such.parquet").count()
      case "sql" => spark.sql("SELECT price\nFROM orders\nWHER id = 17")
    }
  }
}
