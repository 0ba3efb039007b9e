package com.example.shop;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.*;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

public class NettyShop {
    public static void main(String[] args) throws Exception {
        var group = new NioEventLoopGroup(1);
        try {
            new Bootstrap().group(group).channel(NioSocketChannel.class).handler(new ChannelInboundHandlerAdapter()).connect("127.0.0.1", 1).sync();
        } finally { group.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS); }
    }
}
