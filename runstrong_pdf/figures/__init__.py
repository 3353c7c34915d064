"""Pose data becomes an illustration: a skeleton is posed, clothed in outlines and painted.

The order of work, one module a step:

    pose       what a coach writes (TOML), validated; its frames inherit from one another.
               Its words: values; posture, the tables of a body; props, those of equipment
    stances    friendly numbers -> a full posture
    skeleton   posture -> joints in space (their lengths always exact)
    body       joints -> parts: limbs, hands, shoes; trunk; head, with hair
    equipment  dumbbells, bands, towels; furniture: chairs, walls, the floor
    part       what parts are made of; outline: the outline of flesh; path: curves as text
    painting   which part hides which, and the shapes of ordered parts
    arrows     what moves where, and other signs
    draw       all of it -> a `Drawing` of shapes with colour roles
    drawing    what that is, and its file with what PDFs store of it; svg: its file to look at
    theme      colour roles -> colours; drawing + theme -> what a page prints
    check      what no body could do, and what no reader could read

Tables beside the modules: the flesh and muscles of `proportions` in `body.toml`, `colours.toml`,
`letters.toml`.

Everywhere: lengths in body heights (H = 1.0), angles in degrees, world +x = the figure's left,
+y = up, +z = forward, floor at y = 0. On paper y points up too until a path is written;
written paths count in 1/1000 H with y pointing down.
"""
