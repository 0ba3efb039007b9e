(ns tide.feed.core
  (:gen-class)
  (:require [clojure.core.async :as async :refer [chan go >! <! <!! close! thread]]
            [clojure.string :as str]
            [clojure.tools.logging :as log]))

(def stations {"HAM" {:offset 0} "CUX" {:offset -12}})

(defn parse-reading [line]
  (let [[station at cm] (str/split line #";")]
    (when-not (stations station)
      (throw (ex-info (str "unknown station " station) {:station station :line line})))
    {:station station :at at :cm (Integer/parseInt cm)}))

(defn publish! [readings]
  (let [worst (apply max (map :cm readings))]
    (log/info "publishing" (count readings) "readings, highest" worst "cm")
    (/ (reduce + (map :cm readings)) (count readings))))

(defn feed [lines]
  (let [in (chan 8) out (chan 8)]
    (go (doseq [l lines] (>! in l)) (close! in))
    (thread
      (loop []
        (when-let [l (<!! in)]
          (try
            (async/>!! out (parse-reading l))
            (catch NumberFormatException e
              (log/error e "bad reading" (pr-str l))))
          (recur)))
      (close! out))
    out))

(defn -main [& _]
  (log/info "feed starting with" (count stations) "stations")
  (let [ok (feed ["HAM;08:00;412" "CUX;08:00;n/a" "CUX;08:10;398"])]
    (log/info "mean level" (publish! (<!! (async/into [] ok)))))
  (let [late (feed ["HAM;08:20;415" "BRV;08:20;377"])
        first-one (<!! late)]
    (log/info "got" (:station first-one) (:cm first-one))
    (Thread/sleep 300)
    (async/close! late)
    (try
      (publish! [])
      (catch clojure.lang.ArityException e
        (throw (ex-info "nothing to publish" {:window "08:20" :stations (vec (keys stations))} e))))))
