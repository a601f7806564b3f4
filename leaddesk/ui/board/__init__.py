"""The board: leads as cards in the columns of their stages, moved by mouse and keyboard."""
