"""What the register says of a studio that applies (model-studio/8, /8.1, /20, employee-studio/11, /12)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, case, false, func, literal, or_

from honours.domain.cycle import Scheme
from honours.regulation.rules.rule import Rule, day, joined, others, stated, yes_no
from honours.regulation.rules.studio.drafting import DEMONSTRATION, STANDARD, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import ModelStudioTerms, StudioTerms

_NOT_IN_REGISTER = "名册中没有"


def standing_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    """Return the rules of the scheme on what was named before."""
    rules = (_not_named_yet(facts, terms), _from_named(facts, terms), _not_demonstration_yet(facts, terms))
    return (*rules, _named_years(facts, terms)) if isinstance(terms, ModelStudioTerms) else rules


def _is_own(facts: StudioFacts, terms: StudioTerms) -> ColumnElement[bool]:
    """Whether the number stated is that of a studio of this scheme and unit; false where the register lacks it."""
    own = and_(facts.register_scheme == terms.scheme.value, facts.register_unit_uscc == facts.unit_uscc)
    return func.coalesce(own, false())


def _registered(facts: StudioFacts) -> ColumnElement[str]:
    labels = {scheme.value: scheme.label for scheme in Scheme if scheme.names_studios}
    told = func.concat(
        facts.register_name, "（", facts.register_unit_name, "，", case(labels, value=facts.register_scheme), "）"
    )
    return joined(
        "所填编号：",
        stated(facts.studio_no),
        "；名册中该编号：",
        case((facts.register_scheme.is_(None), literal("无")), else_=told),
        "；名册中本单位同名或同一领衔人的工作室：",
        others(facts.standing_nos),
    )


def _not_named_yet(facts: StudioFacts, terms: StudioTerms) -> Rule:
    # Money is for the newly named. Who states the number of a named studio as its own is not new. A like name or the
    # same leader proves less: the naming may have been withdrawn, or the old studio closed, so a person decides.
    return drafted(
        terms.scheme,
        cited(model=("model-studio/20",), employee=("employee-studio/12",)),
        "not_named_yet",
        "已经命名的工作室不再作为新工作室命名",
        "没有命名过；名册中有本单位同名或同一领衔人的工作室，或者编号不符的，由工作人员认定",
        _registered(facts),
        fails=_is_own(facts, terms),
        refers=or_(facts.studio_no.is_not(None), facts.standing_nos.is_not(None)),
        categories=STANDARD,
    )


def _from_named(facts: StudioFacts, terms: StudioTerms) -> Rule:
    is_unknown = facts.register_scheme.is_(None)
    # The same name under another code may be the same studio whose unit was reorganised.
    is_other_unit = and_(facts.register_unit_uscc != facts.unit_uscc, facts.register_name != facts.project_name)
    is_foreign = or_(facts.register_scheme != terms.scheme.value, is_other_unit)
    moved = and_(facts.register_unit_uscc != facts.unit_uscc, facts.register_name == facts.project_name)
    if isinstance(terms, ModelStudioTerms):
        # From the named in principle; an outstanding one may skip the level, and whether it is one a person decides.
        fails, says = is_foreign, "名册中没有的（越级申报）"
    else:
        # Only from among the named. A studio of this unit that left its number out may be one of them.
        fails, says = or_(is_foreign, and_(is_unknown, facts.standing_nos.is_(None))), "名册中有而编号未填对的"
    return drafted(
        terms.scheme,
        cited(model=("model-studio/8",), employee=("employee-studio/11",)),
        "from_named",
        "示范性工作室从已命名的工作室中产生",
        f"所填编号是名册中本单位的{terms.scheme.label}；{says}，或者单位代码已变的，由工作人员认定",
        _registered(facts),
        fails=fails,
        refers=or_(is_unknown, moved),
        categories=DEMONSTRATION,
    )


def _not_demonstration_yet(facts: StudioFacts, terms: StudioTerms) -> Rule:
    is_known = facts.register_scheme.is_not(None)
    return drafted(
        terms.scheme,
        cited(model=("model-studio/8", "model-studio/20"), employee=("employee-studio/11", "employee-studio/12")),
        "not_demonstration_yet",
        "已是示范性的工作室不再申报示范性",
        "还不是示范性工作室；编号不在名册而本单位有相近的示范性工作室的，由工作人员认定",
        joined(
            "所填编号：",
            stated(facts.studio_no),
            "；已是示范性：",
            case((is_known, yes_no(facts.is_registered_demonstration)), else_=literal(_NOT_IN_REGISTER)),
            "；本单位相近的已是示范性：",
            yes_no(facts.is_standing_demonstration),
        ),
        fails=func.coalesce(
            and_(facts.register_scheme == terms.scheme.value, facts.is_registered_demonstration), false()
        ),
        refers=and_(facts.register_scheme.is_(None), facts.is_standing_demonstration),
        categories=DEMONSTRATION,
    )


def _named_years(facts: StudioFacts, terms: ModelStudioTerms) -> Rule:
    named_on = case((facts.register_scheme == terms.scheme.value, facts.first_named_on))
    return drafted(
        terms.scheme,
        cited(model=("model-studio/8.1",)),
        "named_years",
        "申报示范性前须已命名满规定年限",
        f"首次命名不晚于{terms.named_since}（至报送截止日{terms.due_on}满{terms.named_years}年）",
        joined("首次命名：", case((named_on.is_(None), literal(_NOT_IN_REGISTER)), else_=day(named_on))),
        fails=named_on > terms.named_since,
        categories=DEMONSTRATION,
        values=("named_years_min",),
    )
