(defn price [item]
  (* 1.19 item)
