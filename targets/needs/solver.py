"""The one place that knows the solver: whole numbers under linear conditions."""


class NoPlan(Exception):
    """A plan cannot be worked out; the message says why, and what can be done."""


class NeedsSolver(NoPlan):
    """Asked for what takes the solver, which is not installed here."""

    def __init__(self) -> None:
        super().__init__(
            "Máy chủ này chưa cài bộ giải tối ưu (gói highspy), nên không lập được phương án có "
            "giới hạn số chỗ theo khóa và năm. Bỏ các giới hạn thì vẫn lập được phương án."
        )


class Unsolved(NoPlan):
    """The solver came to no end in the time it has."""

    def __init__(self) -> None:
        super().__init__(
            "Bộ giải tối ưu không tìm được phương án trong thời gian cho phép. Hãy bớt giới hạn số "
            "chỗ hoặc chỉ lập phương án cho toàn tỉnh rồi thử lại."
        )
