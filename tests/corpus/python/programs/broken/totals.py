def total(rows):
    result = 0
    for row in rows
        result += row.net
    return result
