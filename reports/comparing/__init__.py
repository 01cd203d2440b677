"""Two days, two units or two periods side by side, and why their figures differ.

steps    the reasons for which a figure changes, in the order in which they are asked
reading  everyone counted on either side, in two queries, and what the records say of both days
reasons  in which one step a person who differs stands
bridge   before + steps = after, of each criterion
words    the same in a sentence
kept     the same as a seal keeps it
sides    what an address compares
people   those behind a step
"""
