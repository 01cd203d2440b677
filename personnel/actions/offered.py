"""Which actions a user can take on a person, and why not the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from personnel.models import Post
from personnel.scope import Editor

from . import deleting
from .appointing import communes_for
from .posts import own

END, APPOINT = "person-end", "person-appoint"
TRANSFER, DELETE = "person-transfer", "person-delete"
JOIN = "person-join"
LABELS = {
    APPOINT: "Bổ nhiệm",
    TRANSFER: "Chuyển công tác",
    END: "Thôi giữ chức danh",
    JOIN: "Gộp với hồ sơ khác",
    DELETE: "Xóa hồ sơ nhập nhầm",
}


@dataclass(frozen=True)
class Offered:
    """What can be done with a person who is in the user's hands; `posts` are all of theirs.

    `waiting` tells that a hand-over waits for another board, `asked` that another board asked
    for the record. Posts are read `with_keepers`.
    """

    posts: Sequence[Post]
    user: Editor
    waiting: bool
    asked: bool = False

    def actions(self) -> list[tuple[str, str]]:
        """Return the address name and label of each action that can succeed."""
        return [(name, label) for name, label in LABELS.items() if not self.obstacle(name)]

    def obstacle(self, name: str) -> str:
        """Return why an action cannot be taken, in Vietnamese; "" when it can."""
        if name == END and not own((post for post in self.posts if post.end is None), self.user):
            return "Người này không giữ chức danh nào trong phạm vi được cập nhật."
        if name == APPOINT and not communes_for(self.posts, self.user, timezone.localdate()):
            return "Người này chưa có chức danh nào trong phạm vi được cập nhật."
        if name == TRANSFER and self.waiting:
            return "Người này đang chờ một đơn vị khác tiếp nhận. Rút đề nghị đó trước."
        if name == JOIN and (self.waiting or self.asked):
            return "Có đề nghị chuyển hoặc bàn giao đang chờ. Rút hoặc trả lời đề nghị trước."
        if name == DELETE:
            return deleting.obstacle(self.posts, self.user, waiting=self.waiting or self.asked)
        return ""
