"""The lists that facts refer to: what keeps them true, and the admin's pages of them.

`checks_units` and `checks_titles` are asked by `Model.clean`, so by every form and by
`load_reference` alike; writers of posts look again afterwards (`outlasted`).
"""
