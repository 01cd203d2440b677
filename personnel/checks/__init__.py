"""What the lists that facts refer to must be: asked by their models, whoever writes them."""
