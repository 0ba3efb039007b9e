(defn price [item] (/ 10 item))
(println "opening")
(price 0)
