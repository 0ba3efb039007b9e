println "opening"
def sum(prices) { assert prices.sum() == 4 }
sum([1, 2])
