"""What a wave of posts is held to, so that the chat has room for replies."""

from typing import Protocol


class Wave(Protocol):
    """What limits the posts of a platform; what is admitted counts at once."""

    def most(self) -> int:
        """How many may go out now in all."""

    def without(self) -> tuple[str, ...]:
        """The workspaces that can take none now."""

    def admits(self, workspace: str) -> bool:
        """Whether a workspace takes one more now."""
