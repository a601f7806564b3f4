"""Who may do what: every role against every action, generated from the declarations (C7)."""

from collections.abc import Callable, Iterator

import pytest

from leaddesk.actions.action import Action
from leaddesk.actions.answer import Answer
from leaddesk.actions.arrange import Arrange
from leaddesk.actions.assign import Assign
from leaddesk.actions.capture import Capture
from leaddesk.actions.consent import SetConsent
from leaddesk.actions.contact import Call, Contact
from leaddesk.actions.deal import Invoice, MoveDeal, Proposal, RateAdvice, Terms
from leaddesk.actions.define import OrderDefinitions
from leaddesk.actions.desk import Desk, Session
from leaddesk.actions.distribute import Distribute, SetLoad
from leaddesk.actions.edit import AddContact, Edit, MarkContact
from leaddesk.actions.erase import Erase
from leaddesk.actions.follow_script import FollowScript
from leaddesk.actions.hand_over import HandOver
from leaddesk.actions.hear import Hear, Heard
from leaddesk.actions.import_rows import ImportRows
from leaddesk.actions.junk import Archive, Junk
from leaddesk.actions.marks import Label, Level, Maturity, Priority, SetRead, Star, Temperature
from leaddesk.actions.merge import Merge
from leaddesk.actions.move import Move
from leaddesk.actions.not_duplicate import NotDuplicate
from leaddesk.actions.note import WriteNote
from leaddesk.actions.nurture import Nurse, Nurture, Warm
from leaddesk.actions.playing import StartPlaybook
from leaddesk.actions.registry import ACTIONS
from leaddesk.actions.reply import Reply
from leaddesk.actions.restore import Restore, Wake
from leaddesk.actions.sell import Accept, Lose, Postpone, ReturnLead, Win
from leaddesk.actions.send_material import SendMaterial
from leaddesk.actions.signal import RecordSignal
from leaddesk.actions.simple_mode import SwitchMode
from leaddesk.actions.snooze import Snooze
from leaddesk.actions.take import Take
from leaddesk.actions.task import AddTask, CompleteTask, MoveTask
from leaddesk.actions.trade_show import SetShow
from leaddesk.actions.unmerge import Unmerge
from leaddesk.actions.users import SetDefinition, SetUser
from leaddesk.actions.views import DropView, SaveView
from leaddesk.actions.visit import RecordVisit
from leaddesk.domain.load import LoadNorm
from leaddesk.domain.refusals import NotAllowed, Refused
from leaddesk.domain.roles import RIGHTS, ROLES, rights_of
from leaddesk.domain.users import User
from tests.domain.leads import DEFINED
from tests.fakes.sample import NOW, Clock, capture, contact, incoming, make_desk

LATER = Clock().forward(days=3)
MADE: dict[type[Action], Callable[[str], Action]] = {
    Take: lambda i: Take((i,)),
    Move: lambda i: Move((i,), "ready"),
    Answer: lambda i: Answer((i,), "budget", 2),
    Maturity: lambda i: Maturity((i,), "formed"),
    SetConsent: lambda i: SetConsent((i,)),
    Nurse: lambda i: Nurse((i,), stage="ripe"),
    Warm: lambda i: Warm((i,), "mailing"),
    HandOver: lambda i: HandOver((i,), "порада", reason="urgent"),
    Nurture: lambda i: Nurture((i,), LATER),
    Snooze: lambda i: Snooze((i,), LATER),
    Wake: lambda i: Wake((i,)),
    Restore: lambda i: Restore((i,)),
    Junk: lambda i: Junk((i,), "spam"),
    Archive: lambda i: Archive((i,), "not_fit"),
    Assign: lambda i: Assign((i,), None),
    Arrange: lambda i: Arrange(i, "new", (i,), 0),
    Distribute: lambda i: Distribute((i,), ()),
    OrderDefinitions: lambda i: OrderDefinitions("question", ("budget",)),
    SwitchMode: lambda i: SwitchMode(),
    SetLoad: lambda i: SetLoad("", LoadNorm()),
    Contact: lambda i: Contact((i,), "talked"),
    Call: lambda i: Call((i,), "talked"),
    WriteNote: lambda i: WriteNote((i,), "слова"),
    AddTask: lambda i: AddTask((i,), "крок", LATER),
    CompleteTask: lambda i: CompleteTask((i,)),
    MoveTask: lambda i: MoveTask((i,), due=LATER),
    RecordSignal: lambda i: RecordSignal((i,)),
    Temperature: lambda i: Temperature((i,), "hot"),
    Priority: lambda i: Priority((i,), "high"),
    Level: lambda i: Level((i,), "mql", "so it is"),
    Star: lambda i: Star((i,), True),
    SetRead: lambda i: SetRead((i,), True),
    Label: lambda i: Label((i,), "мітка"),
    Edit: lambda i: Edit((i,), "need", "x"),
    AddContact: lambda i: AddContact((i,), contact("email", "a@example.com")),
    MarkContact: lambda i: MarkContact((i,), "0" * 32, None),
    Accept: lambda i: Accept((i,)),
    ReturnLead: lambda i: ReturnLead((i,)),
    Win: lambda i: Win((i,)),
    Lose: lambda i: Lose((i,), "price", "no"),
    Postpone: lambda i: Postpone((i,), LATER),
    Proposal: lambda i: Proposal((i,)),
    Invoice: lambda i: Invoice((i,)),
    MoveDeal: lambda i: MoveDeal((i,), "proposal"),
    Terms: lambda i: Terms((i,), barter="зерно"),
    RateAdvice: lambda i: RateAdvice((i,)),
    Capture: lambda i: Capture(incoming(need="інше")),
    Merge: lambda i: Merge((i, "7" * 32)),
    Unmerge: lambda i: Unmerge((i,)),
    FollowScript: lambda i: FollowScript((i,), "first_call", "opening", 1),
    Reply: lambda i: Reply((i,), "слова"),
    SendMaterial: lambda i: SendMaterial((i,), "none"),
    StartPlaybook: lambda i: StartPlaybook((i,), "sal"),
    Erase: lambda i: Erase((i,), sure=True),
    NotDuplicate: lambda i: NotDuplicate((i,)),
    SetUser: lambda i: SetUser(full_name="Хтось"),
    SetShow: lambda i: SetShow(title="Виставка"),
    RecordVisit: lambda i: RecordVisit(incoming(need="інше"), "v", "9" * 32),
    SetDefinition: lambda i: SetDefinition("setting", "small_n", (("value", 5),)),
    ImportRows: lambda i: ImportRows(iter([[incoming("Ще Один", "+380971111111")]]), lambda n, fates: None),
    SaveView: lambda i: SaveView("назва", "is:hot"),
    DropView: lambda i: DropView("0" * 32),
    Hear: lambda i: Hear((Heard((contact("email", "a@example.com"),), "visits"),), lambda fates: None),
}


def declared() -> Iterator[type[Action]]:
    yield from ACTIONS.values()
    yield ImportRows
    yield Hear
    yield RecordVisit


def test_the_matrix_knows_every_action() -> None:
    """A new action has to say who may do it."""
    assert set(declared()) == set(MADE)
    assert {kind.right for kind in declared()} <= set(RIGHTS)


def on(desk: Desk, *roles: str) -> Desk:
    return Desk(desk.store, Session(User("9" * 32, "Хтось", roles), desk.session.now, desk.session.machine))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.name)
def test_a_role_may_do_what_its_rights_say_and_nothing_else(role: str, kind: type[Action]) -> None:
    """C7: `Desk.do` checks the right of the acting user's role before every action, at every door."""
    desk = make_desk()
    action = MADE[kind](capture(desk))
    written = desk.store.version()

    said: Refused | None = None
    try:
        on(desk, role).do(action)
    except Refused as refusal:
        said = refusal

    if kind.right in DEFINED.roles[role]:
        assert not isinstance(said, NotAllowed)
    else:
        assert isinstance(said, NotAllowed)
        assert said.said["right"] == kind.right
        assert desk.store.version() == written


@pytest.mark.parametrize("role", ROLES)
def test_many_leads_at_once_need_the_right_for_it(role: str) -> None:
    """C7: bulk is a right of its own."""
    desk = make_desk()
    leads = (capture(desk), capture(desk, name="Хтось", phone="+380970000000"))
    mine = on(desk, role)
    mine.do(Star(leads[:1], True))

    if {"bulk", "triage"} <= rights_of((role,), DEFINED.roles):
        mine.do(Star(leads, True))
    else:
        with pytest.raises(NotAllowed) as refused:
            mine.do(Star(leads, True))
        assert refused.value.said["right"] == "bulk"


def test_somebody_without_a_role_may_do_nothing() -> None:
    """No role, no right."""
    desk = make_desk()
    lead = capture(desk)
    for make in MADE.values():
        with pytest.raises(NotAllowed):
            on(desk).do(make(lead))


assert NOW < LATER
