"""Small widgets and painters that every panel uses; they know colours and keys, and nothing of leads."""
