// Ordinary business with look-alikes. usage: goquiet klog|logrus|zap|zerolog COUNT
package main

import (
	"errors"
	"flag"
	"os"
	"strconv"
	"strings"

	"github.com/rs/zerolog"
	"github.com/sirupsen/logrus"
	"go.uber.org/zap"
	"k8s.io/klog"
)

func main() {
	raw, err := os.ReadFile("lookalikes.txt")
	if err != nil {
		panic(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")
	n, _ := strconv.Atoi(os.Args[2])
	var say func(i int, s string)
	switch os.Args[1] {
	case "klog":
		klog.InitFlags(flag.NewFlagSet("x", flag.ContinueOnError))
		say = func(i int, s string) {
			if i%4 == 3 {
				klog.Warning(s)
			} else {
				klog.Info(s)
			}
		}
	case "logrus":
		log := logrus.New()
		log.SetLevel(logrus.DebugLevel)
		log.SetFormatter(&logrus.TextFormatter{DisableColors: true})
		say = func(i int, s string) {
			e := log.WithFields(logrus.Fields{"errors": 0, "on_error": "retry"})
			switch i % 4 {
			case 0:
				e.WithError(errors.New("timed out")).Warn(s)
			case 1:
				e.Debug(s)
			default:
				e.Info(s)
			}
		}
	case "zap":
		cfg := zap.NewProductionConfig()
		cfg.Sampling = nil
		log, _ := cfg.Build()
		say = func(i int, s string) {
			if i%3 == 0 {
				log.Warn(s, zap.Error(errors.New("slow")), zap.Int("errors", 0))
			} else {
				log.Info(s, zap.String("severity_filter", "ERROR"))
			}
		}
	case "zerolog":
		log := zerolog.New(zerolog.ConsoleWriter{Out: os.Stdout, TimeFormat: "15:04:05"}).With().Timestamp().Logger()
		say = func(i int, s string) {
			if i%3 == 0 {
				log.Warn().Err(errors.New("slow")).Msg(s)
			} else {
				log.Info().Int("errors", 0).Msg(s)
			}
		}
	}
	for i := 0; i < n; i++ {
		say(i, strings.ReplaceAll(lines[i*19%len(lines)], "{n}", strconv.Itoa(i)))
	}
	klog.Flush()
}
