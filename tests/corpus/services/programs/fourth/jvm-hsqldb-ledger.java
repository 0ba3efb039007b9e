import java.sql.*; import org.apache.logging.log4j.*;
class Ledger { static Logger l=LogManager.getLogger("ledger"); static class Res implements AutoCloseable{ public void close() throws Exception{ throw new java.io.IOException("journal not synced", new java.nio.file.AccessDeniedException("/var/lib/ledger/j1")); } }
 public static void main(String[] a) throws Exception { Connection c=DriverManager.getConnection("jdbc:hsqldb:mem:l"); Statement s=c.createStatement(); s.execute("create table t(id integer unique)"); 
  for(int i=0;i<16;i++){ s.execute("insert into t values("+i+")"); l.info("posted entry {} (error=false)", i);} 
  try(Res r=new Res()){ s.execute("insert into t values(4)"); }catch(Exception e){ l.error("entry 4 refused", e);} 
  for(int i=0;i<7;i++) l.info("balance account {} = {}", i, i*100);
  try{ s.execute("drop table u"); }catch(Exception e){ l.fatal("schema broken: {}", e.getMessage()); }
  l.info("running compaction"); new Thread(()->{ Throwable x=new Exception("index 4 torn"); Throwable y=new Exception("segment merge", x); throw new RuntimeException("compaction", y); },"compact").start(); Thread.sleep(200); l.info("end"); }}
