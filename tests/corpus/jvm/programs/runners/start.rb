puts "opening"

def open_till(number)
  raise ArgumentError, "till #{number} is jammed"
end

def start
  open_till(3)
rescue ArgumentError
  raise "cannot start"
end

start
