package main

import (
	"errors"
	"os"
	"time"

	"github.com/rs/zerolog"
)

func main() {
	log := zerolog.New(os.Stdout).With().Timestamp().Logger()
	switch os.Args[1] {
	case "console":
		log = zerolog.New(zerolog.ConsoleWriter{Out: os.Stdout, NoColor: true, TimeFormat: time.RFC3339}).With().Timestamp().Logger()
	case "color":
		log = zerolog.New(zerolog.ConsoleWriter{Out: os.Stdout}).With().Timestamp().Logger()
	}
	log.Info().Int("errors", 0).Msg("depot opens")
	log.Error().Int("shelf", 7).Msg("shelf is empty")
	log.Warn().Err(errors.New("timed out")).Msg("carrier is slow, ERR soon")
	log.Error().Err(errors.New("too heavy")).Int("parcel", 91).Msg("parcel refused")
	log.Info().Str("level_name", "error").Msg("ERR and FTL are levels")
	log.WithLevel(zerolog.FatalLevel).Msg("cold room too warm")
	log.Debug().Msg("depot closes")
}
