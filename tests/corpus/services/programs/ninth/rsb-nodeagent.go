// Command nodeagent mounts volumes for the pods of one node and reports what it could not do.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"k8s.io/klog/v2"
)

type volume struct{ pod, name, path string }

type multi []error

func (m multi) Error() string {
	lines := []string{fmt.Sprintf("%d volumes could not be mounted:", len(m))}
	for _, e := range m {
		lines = append(lines, "\t* "+e.Error())
	}
	return strings.Join(lines, "\n")
}

func mount(v volume) error {
	info, err := os.Stat(v.path)
	if err != nil {
		return fmt.Errorf("%s/%s: %w", v.pod, v.name, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s/%s: %s is no directory", v.pod, v.name, v.path)
	}
	klog.V(2).InfoS("Mounted volume", "pod", v.pod, "volume", v.name)
	return nil
}

func mountAll(vs []volume) error {
	var failed multi
	for _, v := range vs {
		if err := mount(v); err != nil {
			failed = append(failed, err)
		}
	}
	if len(failed) > 0 {
		return failed
	}
	return nil
}

func register(addr string) error {
	c, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return err
	}
	return c.Close()
}

func main() {
	klog.InitFlags(nil)
	flag.Set("logtostderr", "true")
	flag.Set("v", "2")
	flag.Parse()
	defer klog.Flush()

	klog.Info("nodeagent v0.9.2 starting, 0 errors so far")
	if err := mountAll([]volume{{"web-0", "conf", "/etc"}, {"db-0", "data", "/srv/data/db-0"}, {"db-0", "passwd", "/etc/passwd"}}); err != nil {
		klog.Errorf("mounting: %v", err)
	}
	if _, err := os.ReadFile("/etc/nodeagent/token"); errors.Is(err, os.ErrNotExist) {
		klog.ErrorS(err, "Unable to read token", "node", "node-7", "fallback", "anonymous")
	}
	var err error
	for i := 1; i <= 3; i++ {
		if err = register("127.0.0.1:6"); err == nil {
			break
		}
		klog.Warningf("registering failed (error: %v), will try again in %dms", err, i*100)
		time.Sleep(time.Duration(i) * 100 * time.Millisecond)
	}
	klog.Exitf("cannot register node-7 after 3 tries: %v", err)
}
