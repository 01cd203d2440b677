"""Made-up decrees on whatever units there are: each commune has at most one thing done to it."""

from collections import defaultdict
from datetime import timedelta

from personnel.models import Unit
from personnel.places.decreed import Decreed, Sent
from tests.reorganising.decrees import commune


class Decreeing:
    """Makes up decrees, by a source of chance, on the communes in force on the eve of a day."""

    def __init__(self, chance, day):
        self.chance, self.day = chance, day
        there = Unit.objects.in_force(day - timedelta(days=1))
        self.of = defaultdict(list)
        for unit in there.communes().with_above().order_by("code"):
            self.of[unit.above].append(unit.code)
        for codes in self.of.values():
            chance.shuffle(codes)
        used = set(Unit.objects.values_list("code", flat=True))
        # Codes that nobody bears any more are borne again.
        self.free = sorted(used - set(there.values_list("code", flat=True)))
        self.free += [str(29000 + at) for at in range(100) if str(29000 + at) not in used]
        self.ends, self.begins, self.changes = [], [], []

    def decree(self, number, splits=()):
        """Return what was made up so far."""
        return Decreed(
            number, self.day, "", tuple(self.ends), tuple(self.begins), tuple(self.changes),
            tuple(splits),
        )  # fmt: skip

    def anything(self, times):
        """Do so many things, each to communes that nothing was done to yet."""
        for _ in range(times):
            ways = [self.merge, self.split, self.rename, self.exchange]
            self.chance.choice(ways)(self._district(2))
        return self

    def level_ends(self):
        """End a district that nothing was done to yet; what is below it goes on without one."""
        whole = [unit for unit in self.of if unit.is_district]
        district = self.chance.choice(whole)
        self.ends.append(district.code)
        while codes := self.of[district]:
            if len(codes) > 1 and self.chance.random() < 0.5:
                self.merge(district, above=None)
            else:
                self.rename(district, above=None)
        return self

    def merge(self, district, above=""):
        """Two communes become one, which bears the code of one of them, or another."""
        one, other = self._end(district, 2)
        self._begin(self.chance.choice([one, self.free[0]]), district, above, one, other)

    def split(self, district):
        """A commune becomes two; most go to one of them, which may be either."""
        (old,) = self._end(district, 1)
        parts = [old, self.free[0]]
        self.chance.shuffle(parts)
        self._begin(parts[0], district, "", old)
        self._begin(parts[1], district, "", old, default=False)

    def rename(self, district, above=""):
        """A commune goes on under another name."""
        (old,) = self._end(district, 1)
        self._begin(old, district, above, old)

    def exchange(self, district):
        """A village of one commune goes to another: both begin anew."""
        one, other = self._end(district, 2)
        self._begin(one, district, "", one)
        self._begin(other, district, "", other)
        self.changes.append((one, other, False))

    def _district(self, least):
        """Return a unit below which something can still be done to so many communes."""
        return self.chance.choice([unit for unit, codes in self.of.items() if len(codes) >= least])

    def _end(self, district, many):
        ending = [self.of[district].pop() for _ in range(many)]
        self.ends += ending
        return ending

    def _begin(self, code, district, above, *olds, default=True):
        if code in self.free:
            self.free.remove(code)
        stays = above is not None and district.is_district
        parent = district.code if stays else None
        self.begins.append(commune(code, f"Xã Mới {len(self.begins)} {code}", parent=parent))
        self.changes += [(old, code, default) for old in olds]


def sent(decreed, people, chance):
    """Return where some of those people (id: code) go that a split does not send by default."""
    ways = defaultdict(list)
    for old, new, is_default in decreed.changes:
        if not is_default:
            ways[old].append(new)
    return [
        Sent(str(who), code, chance.choice(ways[code]))
        for who, code in sorted(people.items())
        if code in ways and chance.random() < 0.6
    ]


def follow(decreed, people):
    """Return where people (id: code) are by a decree, worked out person by person."""
    default = {old: new for old, new, is_default in decreed.changes if is_default}
    chosen = {int(each.person): each.new for each in decreed.splits}
    return {who: chosen.get(who, default.get(code, code)) for who, code in people.items()}
