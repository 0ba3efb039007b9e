package main

import (
	"errors"
	"os"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

func refuse(log *zap.Logger) {
	log.Error("parcel refused", zap.Int("parcel", 91), zap.Error(errors.New("too heavy")))
}

func main() {
	var cfg zap.Config
	switch os.Args[1] {
	case "console":
		cfg = zap.NewProductionConfig()
		cfg.Encoding = "console"
		cfg.DisableStacktrace = true
	case "development":
		cfg = zap.NewDevelopmentConfig()
		cfg.DisableStacktrace = true
	case "color":
		cfg = zap.NewDevelopmentConfig()
		cfg.EncoderConfig.EncodeLevel = zapcore.CapitalColorLevelEncoder
		cfg.DisableStacktrace = true
	case "stack":
		cfg = zap.NewDevelopmentConfig()
	case "production":
		cfg = zap.NewProductionConfig()
		cfg.DisableStacktrace = true
	}
	cfg.Sampling = nil
	log, err := cfg.Build()
	if err != nil {
		panic(err)
	}
	log = log.Named("depot")
	log.Info("depot opens", zap.Int("errors", 0))
	log.Error("shelf is empty", zap.Int("shelf", 7))
	log.Warn("shelf is low, ERROR soon", zap.Int("shelf", 12))
	refuse(log)
	log.Info("books closed", zap.String("level", "error"), zap.Error(nil))
	func() {
		defer func() { _ = recover() }()
		log.Panic("cold room too warm")
	}()
	log.Info("depot closes")
}
