import java.util.concurrent.*; import java.util.logging.*;
class Warehouse { static class StockException extends RuntimeException { StockException(String m, Throwable c){ super(m,c);} public String toString(){ return "StockException["+getMessage()+"]"; } }
 static class PickError extends Error { PickError(String m){ super(m);} }
 public static void main(String[] a) throws Exception { Logger l=Logger.getLogger("warehouse.pick"); for(int i=0;i<12;i++) l.info("picked shelf "+i+", 0 errors, last: /error/none");
 try { CompletableFuture.supplyAsync(()->{ throw new PickError("shelf 13 is empty"); }).join(); } catch(Exception e){ l.log(Level.SEVERE,"pick list 77 failed",e);} 
 for(int i=0;i<6;i++) l.info("robot "+i+" state=ERROR_FREE");
 l.warning("battery of robot 3 at 9 %"); 
 ExecutorService x=Executors.newFixedThreadPool(1, r->new Thread(r,"conveyor-1")); x.execute(()->{ Exception e=new IllegalThreadStateException("belt stopped"); e.addSuppressed(new java.io.EOFException()); e.addSuppressed(new RuntimeException("brake", new InterruptedException("E-stop pressed"))); throw new RejectedExecutionException("cannot move crate", e); }); x.shutdown(); x.awaitTermination(2,TimeUnit.SECONDS);
 for(int i=0;i<3;i++) l.info("shutdown step "+i); l.severe("inventory differs by 2 crates"); }}
