(println "opening")
(defn price [item]
  (vat item))
