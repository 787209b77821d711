"""The parts of the window around the pages: rail, top bar, guide, foot."""
