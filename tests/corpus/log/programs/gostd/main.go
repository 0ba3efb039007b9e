package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetOutput(os.Stdout)
	log.Print("INFO depot opens, 0 errors carried over")
	log.Print("ERROR shelf 7 is empty")
	log.Print("WARN shelf 12 is low, ERROR soon")
	log.SetFlags(log.LstdFlags | log.Lmicroseconds | log.Lshortfile)
	log.Print("[INFO] now with microseconds and file")
	log.Print("[ERROR] no label for parcel 88")
	log.Print("[DEBUG] error handler registered")
	log.SetFlags(log.LstdFlags)
	for _, l := range []string{"INFO", "ERROR"} {
		lg := log.New(os.Stdout, l+": ", log.Ldate|log.Ltime)
		lg.Print("parcel 91 weighed")
		lg.Print(fmt.Sprintf("errors so far: %d", len(l)))
	}
	log.Print("INFO depot closes")
}
