/* Values of
   one environment. */
type  = "http_proxy" # as ever
host  = orders.example.com // the new one
count
token = "abc" def
path  = 'orders # all' /* of them */
