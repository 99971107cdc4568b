"""OneCMS: page classes, list pages, the JSON behind "load more", and the routes made of them."""

from hanoi_press.families.family import Family
from hanoi_press.families.onecms.onecms_pages import OneCmsDetail, OneCmsLongform

ONECMS = Family("OneCMS", (OneCmsLongform, OneCmsDetail))
