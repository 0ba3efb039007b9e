# The depot's business through Ruby's own Logger. usage: rublog.rb default|formatted|rails|json|multi
require 'logger'
require 'json'

log = Logger.new($stdout, progname: 'depot')
case ARGV[0]
when 'formatted'
  log.formatter = proc { |sev, time, prog, msg| "#{time.strftime('%Y-%m-%d %H:%M:%S.%L')} #{sev.ljust(5)} [#{prog}] #{msg}\n" }
when 'rails'
  log.formatter = proc { |sev, time, _prog, msg| "[#{time.utc.strftime('%FT%T.%6N')} ##{Process.pid}] #{sev} -- : [7c1f0d4e-1b1a-4f5e-9d53-1f1b3a0f0b11] #{msg}\n" }
when 'json'
  log.formatter = proc { |sev, time, prog, msg| JSON.generate(time: time.utc.strftime('%FT%T.%3NZ'), severity: sev, progname: prog, message: msg) + "\n" }
end
log.info('depot opens, 0 errors carried over')
log.error('shelf 7 is empty, order 4711 cannot be filled')
log.warn('shelf 12 is low, ERROR soon')
log.debug { 'E, [2026] is how this logger writes ERROR' }
if ARGV[0] == 'multi'
  log.error("customs said:\n  parcel 120: no papers\n  parcel 121: no papers")
  log.info("mail queued:\n  ERROR -- : 0")
  log.error('books') { "two pages are missing:\npage 3\npage 4" }
  log.error(['a list', 'of things'])
end
log.fatal('cold room too warm')
log.info('depot closes')
