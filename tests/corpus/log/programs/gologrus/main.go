package main

import (
	"errors"
	"os"

	"github.com/sirupsen/logrus"
)

func main() {
	log := logrus.New()
	log.SetOutput(os.Stdout)
	log.SetLevel(logrus.DebugLevel)
	switch os.Args[1] {
	case "text":
		log.SetFormatter(&logrus.TextFormatter{DisableColors: true})
	case "tty":
		log.SetFormatter(&logrus.TextFormatter{ForceColors: true})
	case "tty-time":
		log.SetFormatter(&logrus.TextFormatter{ForceColors: true, FullTimestamp: true})
	case "json":
		log.SetFormatter(&logrus.JSONFormatter{})
	}
	log.Info("depot opens")
	log.WithFields(logrus.Fields{"errors": 0, "error": "none"}).Info("books closed")
	log.WithField("shelf", 7).Error("shelf is empty")
	log.Debug("level=error is what the pager greps for")
	log.WithError(errors.New("printer answered \"offline\"")).Error("no label for parcel 88")
	log.WithField("shelf", 12).Warn("shelf is low, ERROR soon")
	log.WithError(errors.New("timed out")).Warn("carrier is slow")
	log.Error("parcel 91 refused")
	log.WithField("dock", 2).Info("depot closes")
	defer os.Exit(1)
	defer func() { _ = recover() }()
	log.WithField("degrees", 9.5).Panic("cold room too warm")
}
