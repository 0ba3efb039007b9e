require 'java'

puts "opening"
java.lang.Integer.parseInt("12,5")
