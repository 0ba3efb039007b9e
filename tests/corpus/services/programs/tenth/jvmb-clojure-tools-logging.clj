(ns shop.ledger
  (:require [clojure.tools.logging :as log]
            [clojure.spec.alpha :as s]
            [clojure.string :as str]))

(s/def ::account (s/and string? #(str/starts-with? % "ACC-")))
(s/def ::amount pos-int?)
(s/def ::entry (s/keys :req-un [::account ::amount]))

(def ledger (agent {} :error-mode :continue
                   :error-handler (fn [_ e] (log/error e "ledger agent failed"))))

(defn checked [entry]
  (if (s/valid? ::entry entry)
    entry
    (throw (ex-info (str "bad entry\n" (s/explain-str ::entry entry))
                    {:type ::bad-entry :entry entry}))))

(defn book [state entry]
  (let [{:keys [account amount]} (checked entry)]
    (log/info "booked" amount "on" account)
    (update state account (fnil + 0) amount)))

(defn report [state]
  (try
    (/ (reduce + (vals state)) (count (filter #(> % 1000) (vals state))))
    (catch ArithmeticException e
      (throw (ex-info "report failed" {:accounts (count state)} e)))))

(Thread/setDefaultUncaughtExceptionHandler
  (reify Thread$UncaughtExceptionHandler
    (uncaughtException [_ t e]
      (log/fatal e "uncaught on" (.getName t)))))

(log/info "ledger open")
(send ledger book {:account "ACC-1" :amount 100})
(send ledger book {:account "17" :amount -5})
(send ledger book {:account "ACC-2" :amount 50})
(await ledger)
(doto (Thread. #(report @ledger) "reporter") .start .join)
(log/warn "no report today")
(shutdown-agents)
