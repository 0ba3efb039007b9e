# The depot's business through Elixir's Logger. usage: exlog.exs default|meta
require Logger

if System.argv() == ["meta"] do
  Logger.configure_backend(:console, format: "$date $time $metadata[$level] $message\n", metadata: [:shelf, :file, :line])
end

Logger.info("depot opens, 0 errors carried over")
Logger.error("shelf 7 is empty, order 4711 cannot be filled", shelf: 7)
Logger.warn("shelf 12 is low, [error] soon", shelf: 12)
Logger.debug("[error] is a level")
Logger.error("customs said:\n  parcel 120: no papers\n  parcel 121: no papers")
Logger.critical("cold room too warm")
Logger.info("depot closes")
Logger.flush()
