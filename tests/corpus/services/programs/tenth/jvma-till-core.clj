(ns till.core
  (:require [clojure.string :as str]
            [clojure.tools.logging :as log])
  (:gen-class))

;; A till: receipts are parsed in parallel, totals are checked, and the day is closed.

(defn parse-line [s]
  (let [[what qty cents] (str/split s #"\s+")]
    {:what what :qty (Long/parseLong qty) :cents (Long/parseLong cents)}))

(defn total [lines]
  (reduce + (map (fn [{:keys [qty cents]}] (* qty cents)) lines)))

(defn receipt [id text]
  (try
    (let [lines (mapv parse-line (str/split-lines text))]
      {:id id :total (total lines)})
    (catch NumberFormatException e
      (throw (ex-info "unreadable receipt" {:receipt id, :lines (count (str/split-lines text))} e)))))

(def day (agent {:open true :sum 0}))

(defn add [state {:keys [total]}]
  (update state :sum + total))

(defn close [state counted]
  (assert (= counted (:sum state)) "drawer does not match")
  (assoc state :open false))

(defn -main [& _]
  (log/info "till open")
  (send day add (receipt 1 "bread 2 310\nmilk 1 129"))
  (try
    (send day add @(future (receipt 2 "tea 1 499\njam two 250")))
    (catch Exception e
      (log/error e "receipt 2 left out of the day")))
  (await day)
  (log/info "sum is" (:sum @day))
  (send day close 750)
  (try (await-for 500 day) (catch Throwable _))
  (when-let [e (agent-error day)]
    (log/fatal e "the day cannot be closed"))
  (shutdown-agents)
  (let [rates {:full 19 :reduced 7}]
    (println "vat" (quot (:sum @day) (- (:reduced rates) 7)))))
