"""The file of the journey: real organisations where they lie beside the project, else made ones like them."""

import csv
import random
from pathlib import Path

REAL = Path(__file__).parents[3] / "shared" / "data" / "dedupe" / "orgs" / "leads.csv"
HEADER = ("lead_id", "company", "address", "zip", "phone", "website")
MADE, TWINS = 300, 12
_KINDS = ("Learning Center", "Day Care", "House", "Academy", "School", "Community Services")
_NAMES = ("Kedzie", "Cordi-Marian", "Erie", "Logan", "Pilsen", "Halsted", "Austin", "Englewood", "Lakeview")
_STREETS = ("S Kedzie Ave", "W Altgeld St", "N Clark St", "W Pierce Ave", "S Halsted St")


def organisations(folder: Path) -> Path:
    """A CSV of organisations, every row with an address; a few rows differ from another in lead_id alone."""
    return REAL if REAL.exists() else made(folder / "organisations.csv")


def made(path: Path) -> Path:
    """Organisations made by a seed."""
    chance = random.Random(2)
    rows = [_row(n, chance) for n in range(MADE - TWINS)]
    rows += [(f"O9{n:05d}", *row[1:]) for n, row in enumerate(chance.sample(rows, TWINS))]
    chance.shuffle(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows)
    return path


def _row(n: int, chance: random.Random) -> tuple[str, ...]:
    company = f"{chance.choice(_NAMES)} {chance.choice(_KINDS)} {n}"
    address = f"{100 + n} {chance.choice(_STREETS)}"
    phone = f"{chance.randrange(2_000_000, 9_999_999)}" if chance.random() < 0.8 else ""
    return (f"O{n:06d}", company, address, f"606{n % 60:02d}", phone, chance.choice(("", "No", "Yes")))


def fates_of(path: Path) -> tuple[int, int]:
    """How many rows are the first of their kind, and how many only repeat one (all but lead_id the same)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row[1:]) for row in csv.reader(file)][1:]
    return len(set(rows)), len(rows) - len(set(rows))
