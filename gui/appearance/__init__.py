"""How the window looks: colours, icons, sizes of text and rows, and the menus to choose them."""
