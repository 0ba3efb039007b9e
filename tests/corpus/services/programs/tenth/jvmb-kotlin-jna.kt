package shop.labels

import com.sun.jna.Library
import com.sun.jna.Native
import com.sun.jna.Pointer

interface C : Library {
    fun strlen(s: Pointer): Long
    fun strdup(s: String): Pointer
    fun free(p: Pointer)
    fun label_open(name: String): Pointer
}

class Label(private val c: C, text: String) : java.io.Closeable {
    private val p = c.strdup(text)
    val length: Long get() = c.strlen(p)
    val first: Char get() = p.getByte(0).toChar()
    override fun close() = c.free(p)
}

fun fromAddress(c: C, address: Long) = c.strlen(Pointer(address))

fun main() {
    val c = Native.load("c", C::class.java)
    Label(c, "A-1 cups").use { println("label of ${it.length}, ${it.first}") }
    val t = Thread({ c.label_open("B-7") }, "printer")
    t.start()
    t.join()
    println("printing from a saved address")
    println(fromAddress(c, 16))
}
