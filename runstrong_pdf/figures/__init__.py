"""Pose data becomes an illustration: a skeleton is posed, clothed in outlines and painted.

The order of work, one module a step:

    pose       what a coach writes (TOML), validated; its frames inherit from one another
    stances    friendly numbers -> a full posture
    skeleton   posture -> joints in space; limbs (their lengths always exact)
    body       joints -> parts: outlines on paper, muscles, hair, hands, shoes
    equipment  dumbbells, bands, towels; furniture: chairs, walls, the floor
    painting   which part hides which, and the shapes of ordered parts
    arrows     what moves where
    draw       all of it -> a `Drawing` of shapes with colour roles
    svg        a drawing to and from its file; ready: with what PDFs store of it
    theme      colour roles -> colours
    paint      drawing + theme -> what a page prints

Measures of the body and colours are tables beside the modules: `body.toml`, `colours.toml`.

Everywhere: lengths in body heights (H = 1.0), angles in degrees, world +x = the figure's left,
+y = up, +z = forward, floor at y = 0. On paper y points up too until a path is written;
written paths count in 1/1000 H with y pointing down.
"""
