"""Vector pictures inside Word files: SVG may hold scripts and addresses."""

from lxml import etree

from .answers import Refused

_ACTING = frozenset({"script", "foreignObject", "handler", "iframe"})


def check_vector_picture(root: etree._Element) -> None:
    """Refuse an SVG that runs or loads something.

    Raises:
        Refused: it does.
    """
    for element in root.iter("*"):
        if etree.QName(element).localname in _ACTING:
            raise Refused("word_loads")
        for name, value in element.attrib.items():
            local = etree.QName(name).localname.lower()
            if local.startswith("on") or (local == "href" and not value.startswith(("#", "data:image/"))):
                raise Refused("word_loads")
            if "url(" in value and "url(#" not in value:
                raise Refused("word_loads")
