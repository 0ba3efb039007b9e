package till;
import java.rmi.*; import java.rmi.registry.*; import java.rmi.server.*;
public class Till {
  public interface Desk extends Remote { int sum(int n) throws RemoteException; void book(String s) throws RemoteException; }
  public static class DeskImpl extends UnicastRemoteObject implements Desk {
    public DeskImpl() throws RemoteException {}
    public int sum(int n) { if (n > 2) throw new IllegalStateException("drawer " + n + " is open"); return n; }
    public void book(String s) throws RemoteException { try { deep(s); } catch (Exception e) { throw new RemoteException("booking " + s + " failed", e); } }
    void deep(String s) throws Exception { throw new java.sql.SQLException("no row\nfor key '" + s + "'", "02000", 100); }
  }
  static void say(String s) { System.out.println(s); }
  public static void main(String[] a) throws Exception {
    Registry r = LocateRegistry.createRegistry(18099); DeskImpl d = new DeskImpl(); r.rebind("desk", d);
    Desk k = (Desk) LocateRegistry.getRegistry("127.0.0.1", 18099).lookup("desk");
    for (int i = 0; i < 14; i++) say("desk ok, sum=" + k.sum(i % 3) + " errors=0");
    Thread t = new Thread(() -> { try { k.sum(3); } catch (RemoteException e) { throw new RuntimeException(e); } }, "clerk-3"); t.start(); t.join();
    for (int i = 0; i < 9; i++) say("heartbeat " + i + " Exception count 0");
    try { k.book("Z-9"); } catch (RemoteException e) { System.out.flush(); e.printStackTrace(); }
    say("desk closed"); say("ERROR: 0 WARN: 1");
    LocateRegistry.getRegistry("127.0.0.1", 18099).lookup("drawer");
  }
}
