"""Other leads of the same client: the same person's, and earlier ones of whoever shares a contact (A10)."""

from leaddesk.actions.ports import Read
from leaddesk.domain.lead import LeadState


def others_of(lead: LeadState, read: Read) -> list[LeadState]:
    """All other leads of the lead's client, received before or after it, the latest first."""
    ids = {one.id for one in read.earlier(lead.id)}
    if lead.person_id:
        ids |= {brief.id for brief in read.briefs((lead.person_id,))}
    found = read.leads(sorted(ids - {lead.id}))
    return sorted(found, key=lambda one: (one.received, one.id), reverse=True)
