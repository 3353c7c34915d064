"""The colours of the figures that no club decides, as data."""

CLUB = "#006B5E"
# Skin tones from light to dark; a pose file asks for one by number, 1 to 6.
SKINS = ("#F3D2B8", "#E9BE9C", "#DDAF86", "#C68B5F", "#95623F", "#6B442F")
# Hair to go with each of them
HAIRS = ("#7A4B2B", "#3A2E28", "#4A3526", "#2B2220", "#211A18", "#1B1615")
# Highlights for muscles, warm ones first: the first that stands out on vest and skin is taken.
ACCENTS = ("#F2542D", "#FFC21A", "#E6007E", "#00A7E1")
ENOUGH_CONTRAST = 46.5  # Lab distance

BANDS = {
    "tan": "#C8A77E",
    "yellow": "#F2B632",
    "red": "#E03A3E",
    "green": "#2E9E5B",
    "blue": "#2B6FD6",
    "black": "#3B3F46",
    "silver": "#A9B2BA",
    "gold": "#B98A1E",
    "purple": "#7B4FB5",
}
BAND = "green"

PALE_MAT, PALE_MAT_EDGE = "#EDF0F2", "#BFC5CC"  # where the club is nearly white

INK = "#22303C"
DARK = "#1A212E"  # shade is a mix towards this
FIXED = {
    "ink": INK,
    "shorts": "#2B3947",
    "shoe": "#3B4A58",
    "sole": "#FFFFFF",
    "shadow": "#E4E9ED",
    "steel": "#56636F",
    "wood": "#D9B88F",
    "wood_dark": "#B58F63",
    "wall": "#EDEFF1",
    "wall_edge": "#B4BCC3",
    "shadow_edge": "#B4BCC3",
    "towel": "#F6F3EC",
    "band_edge": INK,
    "arrow": INK,
    "halo": "#FFFFFF",
}
EDGE = 0.45  # how much of DARK is in the edges of solid things
# How much of DARK is in the shade of each role.
SHADES = {"skin": 0.13, "vest": 0.20, "shorts": 0.28, "m1": 0.16, "m2": 0.14}
SHADE = 0.15
FAR = 0.20  # how much of DARK is in a limb on the far side
M2_SKIN = 0.58  # how much skin is in the second highlight
