"""The whole list of commands of UX 4.2 as it is written there, and which of them are not built yet."""

_WHOLE = """
lead.new lead.answer lead.peek lead.take lead.archive lead.temperature lead.priority lead.level
lead.reply lead.repeat_decision deal.accept deal.return deal.won deal.lost deal.postpone deal.proposal
deal.invoice consent.set lead.quick_add lead.paste lead.open lead.focus lead.next lead.prev
lead.handover lead.return_from_sales lead.nurture lead.snooze lead.wake lead.junk lead.restore
lead.assign lead.assign_me lead.move_stage lead.label lead.star lead.note lead.task lead.dial
lead.contact_result lead.timer lead.attach_recording lead.play_recording lead.merge lead.split
lead.not_duplicate lead.copy_contact lead.copy_vcard lead.export_vcf lead.print lead.history
lead.erase_personal_data card.bant card.champ card.score_explain card.evidence card.script_next
card.script_choose card.readiness inbox.split.N inbox.sort inbox.group inbox.density inbox.select_all
inbox.invert inbox.new_hot go.inbox go.board go.nurture go.tasks go.charts go.distribution go.cards
go.views go.history booth.open search.focus search.save_view search.manage_views search.clear
search.help board.move_left board.move_right board.to.N board.lanes board.limits board.collapse
board.filter nurture.programmes nurture.add_step nurture.wake_rules nurture.due tasks.today
tasks.overdue tasks.complete tasks.reschedule distribute.open distribute.preview distribute.apply
distribute.norms distribute.absences charts.period charts.compare charts.export charts.table charts.why
charts.copy scan.import_images scan.camera scan.review scan.event import.file import.clipboard
import.folder_watch import.history import.rollback export.list export.backup export.report sync.now
sync.status sync.conflicts db.switch db.new db.check db.backup db.restore view.theme view.zoom
view.language view.full_screen view.new_window view.sidebar settings.open settings.shortcuts
settings.criteria settings.scripts settings.stages settings.users settings.sla settings.work_hours
help.keys help.guide help.sample_data help.training help.about help.log help.report_problem app.undo
app.redo app.quit
"""
_NOT_BUILT = """
lead.attach_recording lead.play_recording
inbox.group charts.compare
scan.camera import.history export.report sync.now
sync.status sync.conflicts
"""

WHOLE = tuple(_WHOLE.split())
NOT_BUILT = frozenset(_NOT_BUILT.split())
"""It only ever shrinks: whoever declares one of these takes it out."""

BY_ANOTHER_NAME = {
    "lead.new": "lead.quick_add",
    "lead.answer": "card.answer.1",
    "inbox.split.N": "inbox.split.1",
    "board.to.N": "board.to.1",
    "export.backup": "db.backup",
    "import.rollback": "go.history",
    "scan.review": "go.cards",
    "distribute.open": "go.distribution",
}
"""Ids of the list that one declared command already is."""
