"""The handover to sales: what goes along, the advice, to whom, the first step, and what is missing."""
