"""The inbox: queues of leads as one list that a person works down by keyboard."""
