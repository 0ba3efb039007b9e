package main

import (
	"errors"
	"os"

	"github.com/go-kit/kit/log"
	"github.com/go-kit/kit/log/level"
)

func main() {
	l := log.NewLogfmtLogger(os.Stderr)
	l = log.With(l, "ts", log.DefaultTimestampUTC, "caller", log.DefaultCaller)
	level.Info(l).Log("msg", "depot opens", "errors", 0)
	level.Error(l).Log("msg", "shelf is empty", "shelf", 7)
	level.Warn(l).Log("msg", "carrier is slow", "err", errors.New("timed out"))
	level.Error(l).Log("msg", "parcel refused", "parcel", 91, "err", errors.New("too heavy"))
	level.Info(l).Log("msg", "error budget ok", "error_level", "level=error")
	level.Debug(l).Log("component", "tsdb", "msg", "depot closes")
}
