(throw (ex-info "order rejected" {:order 17}))
