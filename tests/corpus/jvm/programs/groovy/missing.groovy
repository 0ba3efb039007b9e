class Till { def name }
def till = new Till(name: 'till-1')
till.open()
