"""Follow-up questions ("when?", "and in Almaty?") made whole from the question and answer before them."""

from bot.followup.turn import Turn, pointed, turn_of
from bot.followup.whole import Followed, Wants, followed, is_fragment

__all__ = ["Followed", "Turn", "Wants", "followed", "is_fragment", "pointed", "turn_of"]
