# Values of one environment.
type  = "http_proxy"
host  = orders.example.com
count
