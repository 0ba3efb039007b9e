package depot.rmi;
import java.rmi.*; import java.rmi.registry.*; import java.rmi.server.*;
public class RmiDesk {
  public interface Desk extends Remote { String open(int n) throws RemoteException; }
  public static class Impl extends UnicastRemoteObject implements Desk { public Impl() throws RemoteException {} public String open(int n) throws RemoteException {
      if (n == 3) throw new RemoteException("ledger is closed", new java.io.FileNotFoundException("ledger-3.dat")); if (n == 5) return deep(n); return "desk " + n; }
      String deep(int n) { throw new AssertionError("desk " + n + " open twice"); } }
  public static void main(String[] a) throws Exception {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1"); Registry r = LocateRegistry.createRegistry(0); Impl impl = new Impl(); r.rebind("desk", impl); Desk d = (Desk) r.lookup("desk");
    java.util.logging.Logger l = java.util.logging.Logger.getLogger("desk");
    for (int i = 0; i < 5; i++) try { l.info("opened " + d.open(i)); } catch (RemoteException e) { l.log(java.util.logging.Level.SEVERE, "desk " + i + " not opened", e); }
    for (int i = 20; i < 26; i++) l.info("opened " + d.open(i));
    l.warning("RemoteException seen once today");
    Thread t = new Thread(() -> { try { d.open(5); } catch (RemoteException e) { throw new RuntimeException(e); } }, "clerk #5"); t.start(); t.join();
    l.info("closing desks"); UnicastRemoteObject.unexportObject(impl, true); System.exit(0);
  }
}
