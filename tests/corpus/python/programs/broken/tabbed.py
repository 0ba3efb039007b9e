def total(rows):
    result = 0
	result += 1
    return result
