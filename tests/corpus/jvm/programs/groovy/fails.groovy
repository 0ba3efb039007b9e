def price(item) { 10 / item.count }
println 'opening'
println price([count: 0])
