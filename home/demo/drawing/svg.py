"""Small building blocks from which every demo picture is composed as SVG text."""

from collections.abc import Sequence

Stops = Sequence[tuple[float, str] | tuple[float, str, float]]
Point = tuple[float, float]


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Write one SVG element; `_` in attribute names becomes `-`, None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>"


def _number(value: object) -> str:
    return (
        f"{value:.2f}".rstrip("0").rstrip(".")
        if isinstance(value, float)
        else f"{value}"
    )


def path(d: str, fill: str = "none", **attributes: object) -> str:
    """A path; give `stroke` and `stroke_width` for a line."""
    return element("path", d=d, fill=fill, **attributes)


def stroke(d: str, colour: str, width: float, **attributes: object) -> str:
    """An open line with round ends."""
    ends = {"stroke_linecap": "round", "stroke_linejoin": "round"} | attributes
    return element("path", d=d, fill="none", stroke=colour, stroke_width=width, **ends)


def rect(
    x: float, y: float, width: float, height: float, fill: str, **attributes: object
) -> str:
    """A rectangle; `rx` rounds its corners."""
    return element(
        "rect", x=x, y=y, width=width, height=height, fill=fill, **attributes
    )


def circle(x: float, y: float, radius: float, fill: str, **attributes: object) -> str:
    """A filled circle."""
    return element("circle", cx=x, cy=y, r=radius, fill=fill, **attributes)


def ellipse(
    x: float, y: float, rx: float, ry: float, fill: str, **attributes: object
) -> str:
    """A filled ellipse."""
    return element("ellipse", cx=x, cy=y, rx=rx, ry=ry, fill=fill, **attributes)


def polygon(points: Sequence[Point], fill: str, **attributes: object) -> str:
    """A closed shape with straight edges."""
    d = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points) + " Z"
    return path(d, fill, **attributes)


def group(*shapes: str, **attributes: object) -> str:
    """Shapes that share a transform, an opacity, a clip or a filter."""
    return element("g", "".join(shapes), **attributes)


def moved(shape: str, x: float, y: float, turn: float = 0, scale: float = 1) -> str:
    """Place a shape drawn around the origin."""
    return group(shape, transform=f"translate({x} {y}) rotate({turn}) scale({scale})")


def mirrored(shape: str, axis: float) -> str:
    """The same shape on the other side of a vertical axis."""
    return group(shape, transform=f"translate({2 * axis} 0) scale(-1 1)")


def soft(shape: str, blur: int, opacity: float = 1, blend: str = "normal") -> str:
    """A shape with blurred edges: light, haze or a cast shadow.

    `blur` is a radius in pixels; every canvas knows 2, 6, 14, 30, 60 and 110.
    """
    return group(
        shape,
        filter=f"url(#blur{blur})",
        opacity=opacity,
        style=f"mix-blend-mode:{blend}",
    )


def grained(shape: str, opacity: float = 1, blend: str = "multiply") -> str:
    """A shape whose edge dissolves into grain, as in a lithograph's shading."""
    return group(
        shape,
        filter="url(#grained)",
        opacity=opacity,
        style=f"mix-blend-mode:{blend}",
    )


class Canvas:
    """One picture in the making: its size, its shared paints, its layers."""

    blurs = (2, 6, 14, 30, 60, 110)

    def __init__(self, width: int, height: int, ground: str | None = None) -> None:
        self.width, self.height = width, height
        self._view: tuple[float, float, float, float] = (0, 0, width, height)
        self._paints: list[str] = []
        self._layers: list[str] = []
        if ground:
            self.add(rect(0, 0, width, height, ground))

    def add(self, *shapes: str) -> None:
        """Lay shapes on top of what is there."""
        self._layers.extend(shapes)

    def crop(
        self, width: int, height: int, left: float, top: float, across: float
    ) -> None:
        """Keep a part `across` units wide, at another finished size."""
        self.width, self.height = width, height
        self._view = (left, top, across, across * height / width)

    def linear(self, stops: Stops, start: Point = (0, 0), end: Point = (0, 1)) -> str:
        """A gradient paint along a line; points are shares of the painted shape."""
        line = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
        return self._paint("linearGradient", _stops(stops), **line)

    def radial(
        self, stops: Stops, centre: Point = (0.5, 0.5), radius: float = 0.5
    ) -> str:
        """A gradient paint out of a centre, in shares of the painted shape."""
        place = {"cx": centre[0], "cy": centre[1], "r": radius}
        return self._paint("radialGradient", _stops(stops), **place)

    def clip(self, *shapes: str) -> str:
        """A reference for `clip_path`, showing only what lies inside the shapes."""
        return self._paint("clipPath", "".join(shapes))

    def _paint(self, kind: str, content: str, **attributes: object) -> str:
        key = f"paint{len(self._paints)}"
        self._paints.append(element(kind, content, id=key, **attributes))
        return f"url(#{key})"

    def svg(self, grain: float = 0.0) -> str:
        """The finished picture; `grain` is the strength of the paper's tooth."""
        layers = list(self._layers)
        if grain:
            tooth = rect(*self._view, "#808080", filter="url(#tooth)")
            layers.append(
                group(tooth, opacity=grain, style="mix-blend-mode:soft-light")
            )
        view = " ".join(f"{value:.1f}" for value in self._view)
        shared = "".join([*map(_blur, self.blurs), _TOOTH, _GRAINED, *self._paints])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}"'
            f' height="{self.height}" viewBox="{view}">'
            f"<defs>{shared}</defs>{''.join(layers)}</svg>"
        )


def _stops(stops: Stops) -> str:
    return "".join(
        element(
            "stop",
            offset=stop[0],
            stop_color=stop[1],
            stop_opacity=stop[2] if len(stop) == 3 else 1,
        )
        for stop in stops
    )


def _blur(radius: int) -> str:
    blur = element("feGaussianBlur", stdDeviation=radius)
    return element(
        "filter",
        blur,
        id=f"blur{radius}",
        x="-50%",
        y="-50%",
        width="200%",
        height="200%",
        color_interpolation_filters="sRGB",
    )


_TOOTH = """<filter id="tooth" x="0" y="0" width="100%" height="100%"
 color-interpolation-filters="sRGB">
<feTurbulence type="fractalNoise" baseFrequency="0.8" numOctaves="2" seed="7"/>
<feColorMatrix
 values="0.9 0.9 0 0 -0.4  0.9 0.9 0 0 -0.4  0.9 0.9 0 0 -0.4  0 0 0 0 1"/>
</filter>"""

# The blurred outline is thinned out by noise; what passes stays the shape's colour.
_GRAINED = """<filter id="grained" x="-30%" y="-30%" width="160%" height="160%"
 color-interpolation-filters="sRGB">
<feGaussianBlur in="SourceGraphic" stdDeviation="26" result="haze"/>
<feTurbulence type="fractalNoise" baseFrequency="0.7" numOctaves="2" seed="3"/>
<feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 5 -1.9" result="dust"/>
<feComposite in="haze" in2="dust" operator="in" result="speckled"/>
<feGaussianBlur in="haze" stdDeviation="2" result="body"/>
<feComposite in="body" in2="speckled" operator="arithmetic" k2="0.62" k3="0.38"/>
</filter>"""
