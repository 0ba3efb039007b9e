bind = "127.0.0.1:18431"
workers = 1
timeout = 2
graceful_timeout = 2
errorlog = "-"
loglevel = "info"
control_socket_disable = True
