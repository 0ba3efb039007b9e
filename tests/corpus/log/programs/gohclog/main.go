package main

import (
	"errors"
	"os"

	"github.com/hashicorp/go-hclog"
)

func main() {
	l := hclog.New(&hclog.LoggerOptions{Name: "depot", Level: hclog.Debug, Output: os.Stdout})
	l.Info("depot opens", "errors", 0)
	l.Error("shelf is empty", "shelf", 7)
	l.Warn("carrier is slow, [ERROR] soon", "error", errors.New("timed out"))
	l.Named("stock").Error("parcel refused", "parcel", 91, "error", errors.New("too heavy"))
	l.Error("customs said", "answer", "parcel 120: no papers\nparcel 121: no papers")
	l.Info("books closed", "text", "two\nlines")
	l.Debug("depot closes")
}
