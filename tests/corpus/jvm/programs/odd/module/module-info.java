module shop.app { }
