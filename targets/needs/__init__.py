"""From "how far" to "what to do": who has to learn what by a deadline, and what comes of it.

Everything is judged on the deadline of a horizon, of those who are still there then. Names on
screen: cần học (wanted), tối thiểu (minimum), cần xác minh (nothing recorded), không kịp (too
late), nghỉ hưu trước hạn (retiring).
"""
