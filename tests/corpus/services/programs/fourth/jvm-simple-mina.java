import org.apache.mina.transport.socket.nio.*; import org.slf4j.*; import java.net.*;
class Gate { public static void main(String[] a) throws Exception { Logger l=LoggerFactory.getLogger("gate"); for(int i=0;i<10;i++) l.info("lane {} open (fatal=0)", i);
 var s1=new NioSocketAcceptor(1); s1.setHandler(new org.apache.mina.core.service.IoHandlerAdapter()); s1.bind(new InetSocketAddress("127.0.0.1",18474)); l.info("bound 18474");
 var s2=new NioSocketAcceptor(1); s2.setHandler(s1.getHandler()); try { s2.bind(new InetSocketAddress("127.0.0.1",18474)); } catch(Exception e){ l.error("second gate cannot bind", new IllegalStateException(e)); }
 for(int i=0;i<8;i++) l.warn("lane {} slow: java.net.SocketTimeoutException seen 0 times", i);
 l.error("barrier 2 stuck"); s1.unbind(); 
 try { Class.forName("gate.plugin.Rfid"); } catch(Throwable t){ System.err.flush(); l.info("closing lanes"); s1.dispose(); s2.dispose(); throw new ExceptionInInitializerError(t); } }}
