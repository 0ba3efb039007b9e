# Ordinary business with look-alikes, through Ruby's Logger; rescued exceptions at DEBUG level, which are expected.
require 'logger'
log = Logger.new($stdout, progname: 'error_report')
lines = File.readlines('lookalikes.txt', chomp: true)
ARGV[0].to_i.times do |i|
  s = lines[i * 29 % lines.size].sub('{n}', i.to_s)
  [log.method(:info), log.method(:debug), log.method(:warn)][i % 3].call(s)
  next unless i % 50 == 4

  begin
    Integer('seven')
  rescue ArgumentError => e
    log.debug("ignored, as expected: #{e.message} (#{e.class})")
  end
end
