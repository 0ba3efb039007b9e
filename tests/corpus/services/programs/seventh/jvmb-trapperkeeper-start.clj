(ns depot.reports
  (:require [clojure.tools.logging :as log]
            [clojure.core.async :as async]
            [puppetlabs.trapperkeeper.core :refer [defservice]]
            [puppetlabs.trapperkeeper.services :refer [service-context]]))

(defn parse-report [r]
  (try
    (Long/parseLong (:took r))
    (catch NumberFormatException e
      (throw (ex-info "Report cannot be parsed" {:certname (:certname r) :attempt 1 :errors []} e)))))

(defservice report-service
  []
  (init [this context]
        (log/info "Initializing report processor, error-policy=:drop, 0 errors in the dead letter office")
        (assoc context :queue (async/chan 16)))
  (start [this context]
         (let [q (:queue context)]
           (log/infof "Starting %d report threads" 2)
           (dotimes [n 2]
             (doto (Thread. (fn []
                              (loop []
                                (when-let [r (async/<!! q)]
                                  (try
                                    (log/infof "[%s] report took %d ms" (:certname r) (parse-report r))
                                    (catch clojure.lang.ExceptionInfo e
                                      (log/errorf e "[%s] Fatal error on attempt %d, discarding" (:certname r) 1)))
                                  (recur))))
                            (str "cmd-proc-" n))
               (.setDaemon true) (.start)))
           (doseq [r [{:certname "web1.example.org" :took "412"}
                      {:certname "db1.example.org" :took "380"}
                      {:certname "ci4.example.org" :took "12s"}
                      {:certname "web2.example.org" :took "97"}
                      {:certname "web3.example.org" :took "101"}
                      {:certname "mail1.example.org" :took "77"}
                      {:certname "error1.example.org" :took "5"}
                      {:certname "db2.example.org" :took "1203"}
                      {:certname "db3.example.org" :took "1190"}
                      {:certname "ci1.example.org" :took "64"}
                      {:certname "ci2.example.org" :took "66"}
                      {:certname "ci3.example.org" :took "61"}]]
             (async/>!! q r)
             (Thread/sleep 120)))
         context))

(defservice sweep-service
  []
  (start [this context]
         (log/info "Sweeping stale nodes (report-ttl: 14d)")
         (log/warn "ERROR count of the last sweep: 0")
         (let [limits {:node-ttl "7d" :report-ttl nil}]
           (log/debug "limits" limits)
           (assoc context :ttl (.toUpperCase ^String (:report-ttl limits)))))
  (stop [this context]
        (log/info "Sweeper stopped")
        context))
