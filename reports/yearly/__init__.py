"""What a report of a year tells beside its criteria (III, IV), kept with what is handed in.

told      who stands behind each number, by unit and group of titles
asked     what a part is asked for: a day, whose report, who is in post
parts     the register: what is told, by name
reading   live, or as it was frozen

Every other module is a part: it reads and counts, and knows no page and no workbook. The page of a
part (`reports/recruits/`) asks it, as sheets and sections do through `reading`.
"""
