package org.example.ledger;
import java.rmi.*;
import java.rmi.registry.*;
import java.rmi.server.*;
import java.util.logging.*;
public class Ledger {
  static final Logger log = Logger.getLogger("ledger");
  public interface Book extends Remote { long balance(String account) throws RemoteException; void post(String account, long cents) throws RemoteException; }
  public static class BookImpl extends UnicastRemoteObject implements Book {
    BookImpl() throws RemoteException { super(50966); }
    public long balance(String x) throws RemoteException {
      if (x.startsWith("9")) throw new RemoteException("shard 9 is down", new java.io.FileNotFoundException("/srv/ledger/9.db (No such file or directory)"));
      if (x.isEmpty()) throw new AssertionError("empty account");
      return x.length() * 100L;
    }
    public void post(String x, long c) { if (c == 0) throw new UnsupportedOperationException(); log.info("posted " + c + " to " + x); }
  }
  public static void main(String[] a) throws Exception {
    Registry r = LocateRegistry.createRegistry(50965);
    r.rebind("book", new BookImpl());
    log.info("ledger bound as rmi://127.0.0.1:50965/book");
    Book b = (Book) LocateRegistry.getRegistry("127.0.0.1", 50965).lookup("book");
    b.post("1001", 250); b.post("1002", -250);
    try { log.info("balance 9001: " + b.balance("9001")); }
    catch (RemoteException e) { log.log(Level.SEVERE, "balance of 9001 cannot be read", e); }
    log.warning("RemoteException count 1, SEVERE count 1, nested exception is: shown above");
    try { b.post("1001", 0); }
    catch (UnsupportedOperationException e) { log.log(Level.FINE, "zero posting", e); log.info("zero posting ignored: " + e); }
    try { r.lookup("journal"); } catch (NotBoundException e) { log.log(Level.SEVERE, e.toString(), e); }
    b.post("1003", 12);
    Thread t = new Thread(() -> { try { b.balance(""); } catch (RemoteException e) { throw new RuntimeException(e); } }, "auditor #1");
    t.start(); t.join();
    log.info("auditor gone, 3 postings kept");
    System.exit(0);
  }
}
