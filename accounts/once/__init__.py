"""A form that is sent twice does what it is for once, and both times the answer says so."""
