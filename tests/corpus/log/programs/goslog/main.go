package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
)

func main() {
	var h slog.Handler
	opts := &slog.HandlerOptions{Level: slog.LevelDebug}
	switch os.Args[1] {
	case "text":
		h = slog.NewTextHandler(os.Stdout, opts)
	case "json":
		h = slog.NewJSONHandler(os.Stdout, opts)
	}
	l := slog.Default()
	if h != nil {
		l = slog.New(h)
	}
	l.Info("depot opens", "errors", 0)
	l.Error("shelf is empty", "shelf", 7)
	l.Warn("carrier is slow", "err", errors.New("timed out"))
	l.With("dock", 2).Error("parcel refused", "parcel", 91, "err", errors.New("too heavy"))
	l.Info("error budget ok", "level_name", "ERROR")
	l.Log(context.Background(), slog.LevelError+4, "cold room too warm", "degrees", 9.5)
	l.Error("customs said", "answer", "parcel 120: no papers\nparcel 121: no papers")
	l.Debug("depot closes")
	l.Info("depot closed")
}
