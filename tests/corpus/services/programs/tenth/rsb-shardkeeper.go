// shardkeeper: a controller that keeps shards on nodes, with klog.
package main

import (
	"errors"
	"flag"
	"fmt"
	"time"

	"k8s.io/klog/v2"
)

type shard struct {
	name string
	node string
	size int
}

var errNoSpace = errors.New("no node has room")

func place(s shard, room map[string]int) error {
	if room[s.node] < s.size {
		return fmt.Errorf("shard %s (%d GiB) on %s: %w", s.name, s.size, s.node, errNoSpace)
	}
	room[s.node] -= s.size
	return nil
}

func main() {
	klog.InitFlags(nil)
	flag.Parse()
	defer klog.Flush()
	klog.Infof("shardkeeper %s, resync every %s, E1120 is not an error code", "0.4.2", 30*time.Second)
	room := map[string]int{"node-a": 40, "node-b": 10}
	shards := []shard{{"users-0", "node-a", 25}, {"users-1", "node-b", 8}, {"events-0", "node-b", 6}, {"events-1", "node-a", 30}}
	failed := 0
	for _, s := range shards {
		if err := place(s, room); err != nil {
			failed++
			if failed == 1 {
				klog.Errorf("Failed to place shard: %v", err)
			} else {
				klog.Errorf("Failed to place shard, giving up on it.\nreason: %v\nroom left:\n\tnode-a %d\n\tnode-b %d", err, room["node-a"], room["node-b"])
			}
			continue
		}
		klog.V(0).Infof("Placed %s on %s", s.name, s.node)
	}
	klog.Warningf("error rate %d/%d over this sync", failed, len(shards))
	klog.Info("Attempting to acquire leader lease kube-system/shardkeeper...")
	klog.Error(errors.New("leaderelection lost"))
	klog.Exitf("shardkeeper cannot go on: %d of %d shards unplaced", failed, len(shards))
}
