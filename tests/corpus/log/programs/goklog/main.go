package main

import (
	"errors"
	"flag"

	"k8s.io/klog"
)

func main() {
	klog.InitFlags(nil)
	flag.Set("v", "2")
	flag.Parse()
	klog.Info("depot opens, 0 errors carried over")
	klog.V(2).Infof("walking to shelf %d", 7)
	klog.Errorf("shelf %d is empty, order %d cannot be filled", 7, 4711)
	klog.Warningf("shelf 12 has only 2 items left, ERROR if it gets to 0")
	klog.Infof("E1120 is the number of our truck, F0101 is at the gate")
	klog.Error(errors.New("no label for parcel 88: printer answered \"offline\""))
	klog.Infof("reflector.go: watch of *v1.Error ended normally")
	klog.Errorf("three parcels were refused:\n    88: no label\n    91: too heavy")
	klog.Info("depot closes")
	klog.Flush()
}
