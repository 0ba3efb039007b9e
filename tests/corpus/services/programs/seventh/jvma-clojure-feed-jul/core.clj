(ns feed.core
  (:require [clojure.string :as str] [clojure.java.io :as io])
  (:import [java.util.logging Logger Level]))
(def log (Logger/getLogger "feed"))
(defn info [& xs] (.info log (str/join " " xs)))
(defn parse-price [s]
  (try (bigdec (str/trim s))
       (catch NumberFormatException e
         (throw (ex-info "bad price in feed: row rejected" {:row s :feed "acme"} e)))))
(defn check [rows] (mapv (fn [{:keys [sku price]}] {:sku sku :price (parse-price price)}) rows))
(def stock (agent {:n 0}))
(defn -main [& args]
  (info "feed reader 0.9 up; on-error :continue")
  (dotimes [i 5] (info "fetched page" i "rows 50 errors 0"))
  (try (check [{:sku "A1" :price "1.50"} {:sku "B7" :price "12,50"}])
       (catch Exception e (.log log Level/SEVERE "feed acme could not be read" e)))
  (dotimes [i 4] (info "fetched page" (+ 5 i) "rows 50 errors 0"))
  (let [t (Thread. ^Runnable (fn [] (assert (= 3 (count (check [{:price "1"} {:price "2"}]))) "page must hold three rows")) "pager")]
    (.start t) (.join t))
  (send stock (fn [s] (update s :n inc)))
  (send stock (fn [s] (/ 10 (:n (assoc s :n 0)))))
  (await-for 300 stock)
  (when-let [e (agent-error stock)] (.log log Level/WARNING (str "agent restarted after " (.getMessage e) ", counting again from 0")))
  (info "agent state:" (pr-str (:n @stock)))
  (dotimes [i 3] (info "wrote chunk" i "to /var/spool/feed/error-free.edn"))
  (info "summary {:rows 450, :errors 0, :exceptions []}")
  (let [f (future (io/reader "/srv/feed/prices/missing.edn"))]
    @f)
  (shutdown-agents))
