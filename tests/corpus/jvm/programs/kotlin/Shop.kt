package com.example.shop

import kotlinx.coroutines.*

class StockEmpty(val item: String) : Exception("nothing left of $item")

data class Item(val name: String, val count: Int) {
    companion object { fun parse(s: String): Item = s.split("=").let { (n, c) -> Item(n, c.toInt()) } }
}

lateinit var till: String

suspend fun pick(item: String): Int { delay(10); throw StockEmpty(item) }

fun main(args: Array<String>) {
    when (args[0]) {
        "uncaught" -> listOf("tea=1", "milk=x").map { Item.parse(it) }.forEach { println(it) }
        "null" -> { val s: String? = System.getProperty("no.such"); println(s!!.length) }
        "lateinit" -> println(till)
        "todo" -> TODO("refunds")
        "check" -> check(args.size > 3) { "needs four arguments" }
        "coroutine" -> runBlocking { coroutineScope { launch(Dispatchers.Default) { pick("tea") } } }
        "launched" -> runBlocking {
            val job = GlobalScope.launch(CoroutineName("packer")) { pick("tea") }
            job.join()
            println("still open")
        }
        "supervised" -> runBlocking {
            supervisorScope { async { pick("tea") }.await() }
        }
    }
}
