"""What breaks while people work: killed processes, full disks, locked and damaged bases."""
