(ns depot.orders
  (:import [org.slf4j LoggerFactory Logger]))
(def ^Logger log (LoggerFactory/getLogger "depot.orders"))
(def stock {:pot 3 :lid 0})
(defn take-item [item n]
  (let [have (get stock item)]
    (when (nil? have) (throw (ex-info "unknown item" {:item item :known (keys stock)})))
    (when (< have n) (throw (ex-info "order rejected" {:id 7 :why :no-stock})))
    (- have n)))
(defn order [id item n]
  (try (take-item item n)
       (catch clojure.lang.ExceptionInfo e (throw (RuntimeException. (str "order " id " failed") e)))))
(.info log "orders up; last-error nil")
(doseq [i (range 6)] (.info log (str "order " i " -> " (order i :pot (mod i 4)) " left, exception=nil")))
(try @(future (order 6 :pan 1))
     (catch java.util.concurrent.ExecutionException e (.error log "async order 6 failed" e)))
(doseq [i (range 4)] (.info log (str "idle " i)))
(try (order 7 :lid 1) (catch Exception e (.warn log "order 7 postponed, retrying tomorrow" e)))
(doto (Thread. (fn [] (take-item :lid 1)) "picker-2") .start .join)
(let [a (agent 1)]
  (send a (fn [x] (/ x 0)))
  (Thread/sleep 300)
  (.error log (str "agent broke: " (.getMessage ^Throwable (agent-error a)))))
(doseq [i (range 3)] (.info log (str "idle " i)))
(doto (Thread. (fn [] (reduce + (map inc [1 "two" 3]))) "summer") .start .join)
(.info log "bye, 0 pending")
(shutdown-agents)
