"""Three looks: day for a bright hall, night, and high contrast.

Every colour of text stands out from every ground it may stand on by 4.5 to 1, and by 7 to 1 in
high contrast; frames by 3 to 1. Whoever changes a colour finds what it costs in the test.
"""

from textual.theme import Theme

DAY = Theme(
    name="day",
    primary="#0a559f",
    secondary="#31617e",
    accent="#96470a",
    warning="#7f5200",
    error="#a8201a",
    success="#136b34",
    foreground="#1a1d21",
    background="#f5f3ed",
    surface="#fffdf8",
    panel="#e7e3d8",
    dark=False,
    text_alpha=1.0,
    variables={
        "border": "#697783",
        "border-blurred": "#7d8995",
        "primary-muted": "#bdd3e6",
        "scrollbar": "#7d8995",
        "block-cursor-blurred-background": "#bdd3e6",
        "input-cursor-background": "#0a559f",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#bdd3e6",
        "footer-key-foreground": "#0a559f",
        # Colours of their own: "auto" turns white on white where a widget draws its lines itself.
        "text-muted": "#434d57",
        "text-disabled": "#565f68",
    },
)

NIGHT = Theme(
    name="night",
    primary="#7cbcf8",
    secondary="#8fc0d2",
    accent="#f2b866",
    warning="#ecb855",
    error="#f5938a",
    success="#83d498",
    foreground="#e6eaed",
    background="#13181e",
    surface="#1a2129",
    panel="#262e38",
    dark=True,
    text_alpha=1.0,
    variables={
        "border": "#7890a3",
        "border-blurred": "#657787",
        "primary-muted": "#2b4761",
        "scrollbar": "#657787",
        "block-cursor-blurred-background": "#2b4761",
        "input-cursor-background": "#7cbcf8",
        "input-cursor-foreground": "#0c1117",
        "input-selection-background": "#2b4761",
        "footer-key-foreground": "#f2b866",
        "text-muted": "#a9b5bf",
        "text-disabled": "#8c99a5",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    warning="#ffc04d",
    error="#ff9d94",
    success="#66ff99",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    text_alpha=1.0,
    luminosity_spread=0.0,
    variables={
        "border": "#ffffff",
        "border-blurred": "#b8b8b8",
        "primary-muted": "#333300",
        "scrollbar": "#b8b8b8",
        "block-cursor-blurred-background": "#333300",
        "text-muted": "#e6e6e6",
        "text-disabled": "#b8b8b8",
        "input-cursor-background": "#ffff00",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#0000b3",
        "footer-key-foreground": "#ffff00",
    },
)

THEMES: tuple[Theme, ...] = (DAY, NIGHT, CONTRAST)
DEFAULT = DAY.name
