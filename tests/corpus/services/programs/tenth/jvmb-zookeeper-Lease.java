import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.*;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

public class Lease {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
    private final ZooKeeper zk;

    Lease(int port) throws Exception {
        CountDownLatch up = new CountDownLatch(1);
        zk = new ZooKeeper("127.0.0.1:" + port, 4000, e -> {
            if (e.getState() == Watcher.Event.KeeperState.SyncConnected) up.countDown();
            LOG.info("event {}", e);
        });
        up.await(5, TimeUnit.SECONDS);
    }

    void take(String owner) throws InterruptedException {
        try {
            zk.create("/leases/stock", owner.getBytes(StandardCharsets.UTF_8), ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            LOG.info("{} holds the lease", owner);
        } catch (KeeperException e) {
            LOG.error("{} could not take {}: {}", owner, e.getPath(), e.code(), e);
        }
    }

    public static void main(String[] args) throws Exception {
        MDC.put("myid", "shop-1");
        java.io.File dir = new java.io.File("data");
        ZooKeeperServer server = new ZooKeeperServer(dir, dir, 2000);
        ServerCnxnFactory cnxn = ServerCnxnFactory.createFactory(21811, 10);
        cnxn.startup(server);
        Lease lease = new Lease(21811);
        lease.take("shop-1");
        lease.zk.create("/leases", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        lease.take("shop-1");
        lease.take("shop-2");
        cnxn.shutdown();
        Thread.sleep(1500);
        lease.zk.setData("/leases/stock", "shop-1 again".getBytes(StandardCharsets.UTF_8), -1);
    }
}
