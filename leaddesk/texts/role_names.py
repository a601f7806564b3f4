"""Names of roles and of the rights that they have."""

from collections.abc import Mapping

from leaddesk.texts import N_

ROLES: Mapping[str, str] = {
    "lead_generator": N_("lead generator"),
    "marketer": N_("marketer"),
    "sales": N_("salesperson"),
    "head": N_("head of sales"),
    "admin": N_("administrator"),
}

RIGHTS: Mapping[str, str] = {
    "capture": N_("adding leads"),
    "triage": N_("triage"),
    "qualify": N_("qualification"),
    "hand_over": N_("handing over to sales"),
    "nurture": N_("nurture"),
    "sell": N_("deals"),
    "distribute": N_("distribution of leads"),
    "bulk": N_("changing several leads at once"),
    "import": N_("import"),
    "export": N_("export"),
    "configure": N_("settings of the base"),
    "users": N_("users"),
    "undo_others": N_("taking back the steps of others"),
    "erase": N_("erasing personal data"),
}
