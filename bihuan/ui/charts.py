"""The one builder of chart specifications: ECharts options as JSON, drawn by static/ui/charts.js.

Two settings hold for every chart. `tooltip.renderMode: richText`, else ECharts writes inline styles, which the
content security policy forbids; `aria`, so that a chart is read out in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Spec = dict[str, Any]

COLOURS = {
    "cultivation": "#2f7d4f",
    "assessment": "#2563a8",
    "incentive": "#b7791f",
    "restraint": "#8b2c4a",
    "dossier": "#5b6672",
    "red": "#c62828",
    "yellow": "#d39e00",
    "blue": "#2b6cb0",
    "green": "#2e7d32",
    "quiet": "#9aa5b1",
}
# A colour of its own, since `opacity` would fade the label with the arc.
PALE = {"cultivation": "#c1d8ca", "assessment": "#becfe6", "incentive": "#ecd9bc", "restraint": "#dfc3cc"}
FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","WenQuanYi Micro Hei",sans-serif'


def spec(description: str, **options: Any) -> Spec:
    """An option with what every chart carries."""
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT},
        "aria": {"enabled": True, "label": {"description": description}},
        "tooltip": {"renderMode": "richText", "confine": True, **options.pop("tooltip", {})},
        **options,
    }


def ring(description: str, parts: Sequence[tuple[str, str, int]], centre: str) -> Spec:
    """The ring of the mechanisms: equal arcs (name, label, count); an arc with nothing open is pale."""
    arcs = [
        {
            "name": f"{label} {count}" if count else label,
            "value": 1,
            "itemStyle": {"color": COLOURS[name] if count else PALE[name]},
            "label": {"color": "#2b3440" if count else "#6b7480"},
        }
        for name, label, count in parts
    ]
    text = {"text": centre, "textAlign": "center", "fontSize": 12, "fontWeight": 600, "fill": "#2b3440"}
    pie = {
        "type": "pie",
        "radius": ["56%", "80%"],
        "padAngle": 4,
        "itemStyle": {"borderRadius": 4},
        "label": {"show": True, "position": "outside", "fontSize": 11},
        "labelLine": {"length": 4, "length2": 4},
        "emphasis": {"disabled": True},
        "data": arcs,
    }
    graphic = {"type": "text", "left": "center", "top": "middle", "silent": True, "style": text}
    return spec(description, tooltip={"show": False}, series=[pie], graphic=[graphic])


def line(
    description: str,
    categories: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    colours: Sequence[str] = ("assessment", "quiet", "incentive"),
    bounds: tuple[float | None, float | None] = (None, None),
) -> Spec:
    """Lines over categories, None where nothing was recorded: a gap, never a guess."""
    drawn = [
        {
            "name": name,
            "type": "line",
            "data": list(values),
            "symbolSize": 7,
            "lineStyle": {"width": 3},
            "itemStyle": {"color": COLOURS[colour]},
        }
        for (name, values), colour in zip(series.items(), colours, strict=False)
    ]
    low, high = bounds
    return spec(
        description,
        tooltip={"trigger": "axis"},
        grid={"left": 40, "right": 16, "top": 34, "bottom": 26},
        legend={"top": 0, "right": 8, "type": "scroll"},
        xAxis={"type": "category", "data": list(categories), "axisLabel": {"hideOverlap": True, "interval": 0}},
        yAxis={"type": "value", "min": low, "max": high, "scale": low is None},
        series=drawn,
    )


def bars(description: str, categories: Sequence[str], values: Sequence[float], colour: str = "yellow") -> Spec:
    """One row of columns, such as how many were named in each month."""
    drawn = {"type": "bar", "data": list(values), "itemStyle": {"color": COLOURS[colour]}, "barMaxWidth": 44}
    return spec(
        description,
        tooltip={"trigger": "axis"},
        grid={"left": 40, "right": 12, "top": 12, "bottom": 26},
        xAxis={"type": "category", "data": list(categories)},
        yAxis={"type": "value", "minInterval": 1},
        series=[drawn],
    )


def sankey(description: str, nodes: Iterable[tuple[str, str]], links: Iterable[tuple[str, str, int]]) -> Spec:
    """What becomes of what: nodes (name, colour), links (from, to, how many)."""
    drawn = {
        "type": "sankey",
        "left": 10,
        "right": 110,
        "top": 12,
        "bottom": 12,
        "nodeGap": 10,
        "lineStyle": {"color": "gradient", "opacity": 0.35},
        "label": {"fontSize": 12},
        "data": [{"name": name, "itemStyle": {"color": COLOURS[colour]}} for name, colour in nodes],
        "links": [{"source": start, "target": end, "value": value} for start, end, value in links],
    }
    return spec(description, series=[drawn])
