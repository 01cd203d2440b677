"""Takes the pictures of the user guide and of the README: `make guide`.

A throw-away demo province is served on a day that stands still, so that a second run gives the
same pictures. `scenes` holds what is done and shown, a module for each chapter of the guide.
"""
