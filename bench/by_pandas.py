"""The same figures as an analyst's script would work them out: tables read, pandas the rest.

Written to be fast, and without a line of the application: it knows the resolution by itself,
so that equal figures speak for both. Tables are read whole but only in the columns needed,
people are narrowed to those in post before anything is counted. Decisions on terrain, minority
areas and groups from a day on, and credentials that were withdrawn, are not looked at.
"""

import warnings
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

GROUPS = ["key", "mass", "civil", "nonspecialised", "committee"]
STAFF = GROUPS[:3]
LONG_AGO = pd.Timestamp("1800-01-01").as_unit("s")
TABLES = {
    "unit": (
        "SELECT id AS unit_id, parent_id, kind, terrain, minority_area, valid_from, valid_to "
        "FROM personnel_unit"
    ),
    "change": "SELECT old_id AS old, new_id AS new, is_default FROM personnel_unitchange",
    "title": (
        'SELECT id AS title_id, "group" AS title_group, "order" AS title_order, '
        "implies_committee FROM personnel_title"
    ),
    "post": (
        "SELECT id AS post_id, person_id, unit_id, branch_id, title_id, start, "
        '"end" AS finish FROM personnel_post'
    ),
    "person": (
        "SELECT p.id AS person_id, birth_date, minority_area_since, e.name AS ethnicity "
        "FROM personnel_person p LEFT JOIN personnel_ethnicity e ON e.id = p.ethnicity_id"
    ),
    "credential": "SELECT person_id, kind, level, awarded FROM personnel_credential",
    "dossier": "SELECT unit_id, year, total, online FROM personnel_dossiercount",
}
DATES = {
    "unit": ["valid_from", "valid_to"],
    "post": ["start", "finish"],
    "person": ["birth_date", "minority_area_since"],
    "credential": ["awarded"],
}
# (met, short, unknown) by criterion code and unit id; None is the whole province.
Figures = dict[tuple[str, int | None], tuple[int, int, int]]


def figures(connection: Any, day: date) -> Figures:
    """Work out every figure of every commune, district and the province.

    `connection` is a DB-API connection to either database.
    """
    tables = {name: _read(connection, name) for name in TABLES}
    people = _standing(tables, pd.Timestamp(day))
    district_of = tables["unit"].set_index("unit_id")["parent_id"]
    dossiers = tables["dossier"].assign(branch_id=np.nan)
    dossiers["unit_id"] = _places(tables, dossiers, pd.Timestamp(day))
    counted = [("2025.units.online_dossiers", _dossiers(dossiers, day.year))]
    for code, covered, met, short in _criteria(people, pd.Timestamp(day)):
        outcomes = pd.DataFrame({"met": met, "short": short, "unknown": covered & ~met & ~short})
        counted.append((code, outcomes[covered].groupby(people["unit_id"]).sum()))
    found: Figures = {}
    for code, by_unit in counted:
        by_district = by_unit.groupby(district_of).sum()
        for unit, met, short, unknown in [*by_unit.itertuples(), *by_district.itertuples()]:
            found[code, unit] = (met, short, unknown)
        found[code, None] = tuple(by_unit.sum())
    return found


def _read(connection: Any, name: str) -> pd.DataFrame:
    dates = DATES.get(name, [])
    with warnings.catch_warnings():
        # pandas reads psycopg2 connections well, only it does not test them.
        warnings.filterwarnings("ignore", message="pandas only supports SQLAlchemy")
        table = pd.read_sql(TABLES[name], connection, parse_dates=dates)
    return table.astype(dict.fromkeys(dates, "datetime64[s]"))


def _standing(tables: dict[str, pd.DataFrame], day: pd.Timestamp) -> pd.DataFrame:
    """Return one row for each person in post on `day`: principal post and levels held."""
    posts = tables["post"]
    service = _service(tables, posts)
    now = posts[~(posts["start"] > day) & ~(posts["finish"] < day)].copy()
    now["unit_id"] = _places(tables, now, day)
    now = now.merge(tables["unit"], on="unit_id").merge(tables["title"], on="title_id")
    now["rank"] = now["title_group"].map({group: at for at, group in enumerate(GROUPS)})
    sits = now["implies_committee"].astype(bool) | (now["title_group"] == "committee")
    members = set(now.loc[sits, "person_id"])
    now = now.sort_values(
        ["rank", "title_order", "start", "post_id"], ascending=[True, True, False, True]
    )
    people = now.drop_duplicates("person_id").merge(tables["person"], on="person_id")
    people["committee"] = people["person_id"].isin(members)
    since = people["person_id"].map(service)
    recorded = people["minority_area_since"]
    people["since"] = recorded.where(recorded.notna(), since)
    credentials = tables["credential"]
    credentials = credentials[~(credentials["awarded"] > day)]
    levels = credentials.groupby(["person_id", "kind"])["level"].max().unstack()
    return people.merge(levels, left_on="person_id", right_index=True, how="left")


def _places(tables: dict[str, pd.DataFrame], rows: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Return the unit that stands on `day` for that of each row with a unit and a branch.

    Step by step along the changes: on from a unit that is over, by default or to the branch; back
    from one that is still to come, where it came from one unit alone.
    """
    units, changes = tables["unit"].set_index("unit_id"), tables["change"]
    over = set(units.index[units["valid_to"] < day])
    coming = set(units.index[units["valid_from"] > day])
    default = changes[changes["is_default"].astype(bool)].set_index("old")["new"].to_dict()
    single = changes.groupby("new")["old"].agg(list)
    before = {new: old[0] for new, old in single.items() if len(old) == 1}
    apart = set(zip(changes["old"], changes["new"], strict=True))

    def place(unit: int, branch: float) -> int:
        while unit in over and unit in default:
            unit = int(branch) if (unit, branch) in apart else default[unit]
        while unit in coming and unit in before:
            unit = before[unit]
        return unit

    pairs = rows[["unit_id", "branch_id"]].drop_duplicates()
    known = {(unit, branch): place(unit, branch) for unit, branch in pairs.itertuples(index=False)}
    by_default = {unit: place(unit, -1) for unit in pairs["unit_id"]}
    branches = rows["branch_id"].notna()
    found = rows["unit_id"].map(by_default)
    for at in rows.index[branches]:
        found[at] = known[rows.at[at, "unit_id"], rows.at[at, "branch_id"]]
    return found


def _service(tables: dict[str, pd.DataFrame], posts: pd.DataFrame) -> pd.Series:
    """Return the first day of each person in a post whose place is a minority area then."""
    area = tables["unit"].set_index("unit_id")["minority_area"].astype(bool)
    maps = [LONG_AGO, *sorted(tables["unit"]["valid_from"].dropna().unique())]
    first: list[pd.Series] = []
    for begun, over in zip(maps, [*maps[1:], pd.Timestamp("2200-01-01")], strict=True):
        day = posts["start"].fillna(LONG_AGO).clip(lower=begun)
        there = _places(tables, posts, pd.Timestamp(begun)).map(area)
        held = there & (day < over) & ~(posts["finish"] < day)
        first.append(day[held].groupby(posts["person_id"]).min())
    return pd.concat(first, axis=1).min(axis=1)


def _criteria(
    people: pd.DataFrame, day: pd.Timestamp
) -> list[tuple[str, pd.Series, pd.Series, pd.Series]]:
    """Return code, covered, met and too low for each criterion about people."""
    group = people["title_group"]
    key, mass, civil = (group == name for name in STAFF)
    others, staff = group == "nonspecialised", key | mass | civil
    mountain = (people["kind"] == "xã") & (people["terrain"] == "mountain")
    young = people["birth_date"] > day - pd.DateOffset(years=40)
    town = people["kind"].isin(["phường", "thị trấn"])
    kinh = staff & people["minority_area"].astype(bool) & (people["ethnicity"] == "Kinh")
    settled = kinh & (people["since"] <= day - pd.DateOffset(years=3))
    professional, theory = people["professional"], people["theory"]
    management, language = people["state_management"], people["ethnic_language"]
    higher = pd.Series(np.where(mountain, 3, 4), index=people.index)

    def ask(code: str, covered: pd.Series, held: pd.Series, level: Any) -> tuple[Any, ...]:
        return code, covered, covered & (held >= level), covered & (held < level)

    both = (professional >= 3) & (theory >= 1)
    either = (professional < 3) | (theory < 1)
    return [
        ask("2025.key.professional", key, professional, higher),
        ask("2025.key.theory", key, theory, 2),
        ask("2025.key.state_management", key, management, 2),
        ask("2025.key.position_update", key, people["position_update"], 1),
        ask("2025.mass.professional", mass, professional, 2),
        ask("2025.mass.mass_work", mass, people["mass_work"], 1),
        ask("2025.mass.theory", mass, theory, 1),
        ask("2025.civil.professional", civil, professional, higher),
        ask("2025.civil.state_management", civil, management, 2),
        ask("2025.civil.theory", civil, theory, 1),
        ask("2025.nonspecialised.professional", others, professional, 2),
        ask("2025.nonspecialised.theory", others, theory, 1),
        ask("2025.staff.it", staff, people["it"], 1),
        ask(
            "2025.urban_young.foreign_language", staff & town & young, people["foreign_language"], 1
        ),
        ask("2025.kinh_minority_area.ethnic_language", kinh, language, 1),
        ask("2030.key.professional", key, professional, 4),
        ask("2030.committee.theory", people["committee"], theory, 2),
        ask("2030.mass.professional", mass, professional, 3),
        ask("2030.mass.mass_work", mass, people["mass_work"], 1),
        ask("2030.mass.theory", mass, theory, 2),
        ask("2030.civil.professional", civil, professional, 4),
        ask("2030.staff.state_management", staff, management, 2),
        ("2030.nonspecialised.professional_theory", others, others & both, others & either),
        ask("2030.staff.it", staff, people["it"], 1),
        ask(
            "2030.urban_young_key.foreign_language",
            key & town & young,
            people["foreign_language"],
            6,
        ),
        ask("2030.kinh_minority_area.ethnic_language", settled, language, 3),
    ]


def _dossiers(counts: pd.DataFrame, year: int) -> pd.DataFrame:
    rows = counts[counts["year"] == year].groupby("unit_id")[["total", "online"]].sum()
    return pd.DataFrame(
        {"met": rows["online"], "short": rows["total"] - rows["online"], "unknown": 0}
    )
