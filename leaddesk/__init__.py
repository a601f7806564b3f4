"""LeadDesk: lead triage for the person between marketing and sales."""
