(ns shop.core (:gen-class))

(defn price [item]
  (/ 10 (:count item)))

(defn order [id item]
  (try
    (price item)
    (catch ArithmeticException e
      (throw (ex-info "order rejected" {:order id, :item item} e)))))

(defn -main [& args]
  (case (first args)
    "uncaught" (order 17 {:count 0})
    "thread" (doto (Thread. #(order 17 {:count 0}) "clj-packer") .start .join)
    "future" @(future (order 17 {:count 0}))
    "cast" (+ 1 (first args))))
