"""Three looks: day for a bright hall, night, and high contrast."""

from textual.theme import Theme

DAY = Theme(
    name="day",
    primary="#0b5cad",
    secondary="#3d6f8e",
    accent="#b3560b",
    warning="#9a6200",
    error="#b3261e",
    success="#1b7a3d",
    foreground="#1a1d21",
    background="#f4f2ec",
    surface="#fffdf8",
    panel="#e6e2d6",
    dark=False,
    variables={
        "border": "#8fa3b5",
        "border-blurred": "#b9c2ca",
        "input-cursor-background": "#0b5cad",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#0b5cad 35%",
        "footer-key-foreground": "#0b5cad",
        # Colours of their own: "auto" turns white on white where a widget draws its lines itself.
        "text-muted": "#59636d",
        "text-disabled": "#8b949c",
    },
)

NIGHT = Theme(
    name="night",
    primary="#6cb2f5",
    secondary="#86b7c9",
    accent="#f0b35e",
    warning="#e8b04a",
    error="#f2857b",
    success="#7ccf92",
    foreground="#e3e7ea",
    background="#14191f",
    surface="#1b2229",
    panel="#283039",
    dark=True,
    variables={
        "border": "#5d7183",
        "border-blurred": "#3c4852",
        "input-cursor-background": "#6cb2f5",
        "input-cursor-foreground": "#0c1117",
        "input-selection-background": "#6cb2f5 35%",
        "footer-key-foreground": "#f0b35e",
        "text-muted": "#9aa7b1",
        "text-disabled": "#66737e",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    warning="#ffff00",
    error="#ff8a80",
    success="#00ff66",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    text_alpha=1.0,
    luminosity_spread=0.0,
    variables={
        "border": "#ffffff",
        "border-blurred": "#ffffff",
        "text-muted": "#ffffff",
        "text-disabled": "#c0c0c0",
        "input-cursor-background": "#ffff00",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#0000ff",
        "footer-key-foreground": "#ffff00",
    },
)

THEMES: tuple[Theme, ...] = (DAY, NIGHT, CONTRAST)
DEFAULT = DAY.name
