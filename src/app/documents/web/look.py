"""The look of a web page: the project's colours for light and dark screens, and for paper."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from app.resources import resource

_ROLES: Final = (
    *("desk", "sheet", "sunken", "text", "text2", "line", "control", "accent", "accent_soft", "on_accent"),
    *("good", "good_soft", "warn", "warn_soft", "bad", "bad_soft"),
)

_RULES: Final = """
*{box-sizing:border-box}
html{font:100%/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans",Roboto,"Helvetica Neue",Arial,sans-serif;
color:var(--text);background:var(--desk)}
body{margin:0}
a{color:var(--accent);text-decoration-thickness:from-font;text-underline-offset:.15em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:.2rem solid var(--accent);outline-offset:.15rem;border-radius:.15rem}
.skip{position:absolute;left:-100vw;top:0;padding:.75rem 1rem;background:var(--accent);color:var(--on_accent)}
.skip:focus{left:0;z-index:1;outline-color:var(--text)}
header,footer{max-width:68rem;margin:0 auto;padding:1rem 1.5rem;display:flex;flex-wrap:wrap;gap:.5rem 2rem;
justify-content:space-between;color:var(--text2)}
header p,footer p{margin:0}
header .department{font-weight:600;color:var(--text)}
main{display:block;max-width:68rem;margin:0 auto;padding:1.5rem 1.5rem 3rem;background:var(--sheet);
border:1px solid var(--line);border-radius:.6rem}
h1,h2,h3{line-height:1.25;text-wrap:balance;scroll-margin-top:1rem}
h1{font-size:2rem;margin:.5rem 0 .25rem}
h2{font-size:1.5rem;margin:3rem 0 .75rem;padding-top:1rem;border-top:.2rem solid var(--accent)}
h3{font-size:1.2rem;margin:2.5rem 0 .5rem}
p,li{max-width:45rem;margin:.5rem 0}
.period{color:var(--text2);font-size:1.2rem;margin:0 0 1.5rem}
.draft{max-width:none;padding:.75rem 1rem;border-left:.3rem solid var(--warn);background:var(--warn_soft);
color:var(--text)}
nav ul{list-style:none;padding:0;margin:.5rem 0 1rem}
nav ul ul{columns:18rem;column-gap:2rem;margin:.25rem 0 .75rem;padding-left:1rem}
nav li{break-inside:avoid;margin:.3rem 0;max-width:none}
.languages{font-weight:600}
.contents{padding:.25rem 1.25rem .5rem;border-radius:.5rem;background:var(--sunken)}
.contents h2{border:0;font-size:1.1rem;margin:1rem 0 .25rem;padding:0}
.scroll{overflow-x:auto;margin:1rem 0;max-width:100%}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding:.25rem 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid var(--line)}
th:first-child,td:first-child{padding-left:0}
thead th{border-bottom:2px solid var(--control);vertical-align:bottom;font-size:.9rem;color:var(--text2)}
tbody th{font-weight:400;min-width:16rem;max-width:32rem}
.end{text-align:right}
tbody .end{white-space:nowrap}
.centre{text-align:center}
tr.total th,tr.total td{font-weight:600;border-top:2px solid var(--control)}
.muted,.source{color:var(--text2)}
.source{font-size:.9rem}
.good,.bad,.warn{display:inline-block;padding:.05rem .55rem;border-radius:1rem;font-weight:600;white-space:nowrap}
.good{color:var(--good);background:var(--good_soft)}
.bad{color:var(--bad);background:var(--bad_soft)}
.warn{color:var(--warn);background:var(--warn_soft)}
.accent{color:var(--accent);font-weight:600}
.note{border-left:.3rem solid var(--accent);padding:.5rem 1rem;background:var(--accent_soft)}
.note.gap{border-color:var(--warn);background:var(--warn_soft)}
@media (max-width:40rem){main{border-width:1px 0;border-radius:0;padding:1rem}h1{font-size:1.6rem}
tbody th{min-width:11rem}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{html{font-size:10pt;background:#fff;color:#000}main{border:0;padding:0;max-width:none}
.skip,.languages,.contents{display:none}header,footer{padding:0 0 .5rem;max-width:none}
h2,h3,caption{break-after:avoid}tr,.draft{break-inside:avoid}thead{display:table-header-group}
.scroll{overflow:visible}a{color:inherit}.good,.bad,.warn{background:none;border:1px solid;color:#000}}
"""


@cache
def style() -> str:
    """Return the style sheet of a page."""
    roles = json.loads(resource("templates", "look-tokens.json").read_text(encoding="utf-8"))["roles"]

    def colours(side: str) -> str:
        return "".join(f"--{role}:{roles[role][side]};" for role in _ROLES)

    dark = f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{colours('dark')}}}}}"
    return f":root{{color-scheme:light;{colours('light')}}}\n{dark}{_RULES}"
