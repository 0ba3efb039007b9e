package main

import (
	"flag"

	"github.com/golang/glog"
)

func main() {
	flag.Set("logtostderr", "true")
	flag.Parse()
	glog.Info("depot opens, 0 errors carried over")
	glog.Errorf("shelf %d is empty", 7)
	glog.Warning("shelf 12 is low, ERROR soon")
	glog.Info("I1120 and E1120 are trucks")
	glog.Error("label printer answered:\nprinter: not ready\nprinter: paper out")
	glog.Info("depot closes")
	glog.Flush()
}
