import io.netty.channel.nio.*; import io.netty.util.concurrent.*;
public class NettyBad { public static void main(String[] z) throws Exception { NioEventLoopGroup g=new NioEventLoopGroup(1); Promise<String> p=g.next().newPromise(); p.addListener(f->System.out.println("never")); g.shutdownGracefully(0,0,java.util.concurrent.TimeUnit.SECONDS).await(); p.setSuccess("x"); p.sync(); } }
