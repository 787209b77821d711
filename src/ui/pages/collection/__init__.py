"""The screen of collection rounds: who was asked, who answered, and what came back."""
