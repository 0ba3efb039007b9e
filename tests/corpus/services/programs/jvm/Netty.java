import io.netty.bootstrap.*; import io.netty.buffer.*; import io.netty.channel.*; import io.netty.channel.embedded.*; import io.netty.handler.codec.*; import java.util.*; import org.slf4j.*;
public class Netty {
    static class Frame extends ByteToMessageDecoder { protected void decode(ChannelHandlerContext c, ByteBuf in, List<Object> out) { int n = in.readInt(); if (n > 100) throw new TooLongFrameException("frame of " + n + " bytes"); out.add(in.readBytes(n)); } }
    static class Tail extends ChannelInboundHandlerAdapter { final Logger log = LoggerFactory.getLogger("game.Server"); public void exceptionCaught(ChannelHandlerContext c, Throwable t) { log.error("client {} kicked", c.channel().id(), t); } public void channelRead(ChannelHandlerContext c, Object m) { log.info("move {}, error=0", m.toString().length()); } }
    public static void main(String[] a) { EmbeddedChannel ch = new EmbeddedChannel(new Frame(), new Tail());
        for (int i = 0; i < 12; i++) { ByteBuf b = Unpooled.buffer(); b.writeInt(a.length > 0 ? 1 : i == 4 ? 4000 : 1); b.writeByte(7); ch.writeInbound(b);  }
        DefaultChannelPromise p = new DefaultChannelPromise(ch); if (a.length == 0) p.addListener(f -> { throw new ClassCastException("listener"); }); p.setSuccess(); ch.runPendingTasks(); LoggerFactory.getLogger("game.Server").info("server idle, errors: 0"); }
}
