"""The library of a company on the screen: scripts, replies, materials, facts, playbooks, programmes."""
