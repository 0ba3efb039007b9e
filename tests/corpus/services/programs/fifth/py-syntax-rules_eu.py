VAT = {
  'de': 19
  'fr': 20,
}
