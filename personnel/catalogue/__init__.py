"""The admin's pages of the lists that facts refer to, and what is given out of them.

What keeps these lists true is asked by their models (`personnel.checks`), so by every form and by
`load_reference` alike; writers of posts look again afterwards (`personnel.keeping.outlasted`).
"""
