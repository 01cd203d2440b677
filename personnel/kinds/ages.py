"""How old somebody turns at least in the year in which a level of learning is reached.

By calendar years, as the Law on Education 2019 counts ages: article 28 has the first year of
primary school in the year of the sixth birthday, of lower secondary in that of the eleventh, of
upper secondary in that of the fifteenth. What follows takes no fewer years than the shortest
course: one of trung cấp after lower secondary school (Law on Vocational Education 2014, article
33), one of cao đẳng for whoever holds a trung cấp and has learnt what upper secondary teaches
(the same), three of đại học, one of thạc sĩ, three of tiến sĩ (Decision 1981/QĐ-TTg of 2016).
Who skipped a class is younger, which the law allows: it is a doubt, never an error.
"""

PRIMARY = 11
LOWER_SECONDARY = 15
UPPER_SECONDARY = 18
INTERMEDIATE = LOWER_SECONDARY + 1
COLLEGE = UPPER_SECONDARY + 1
UNIVERSITY = UPPER_SECONDARY + 3
MASTER = UNIVERSITY + 1
DOCTOR = UNIVERSITY + 3
# Courses for cadres and civil servants, who are of age (Law on Cadres and Civil Servants 2008,
# article 36), and for members of the Youth Union, which takes them from sixteen (its Charter,
# article 1).
OF_AGE = 18
YOUTH = 16
