def price(item {
  10
}
