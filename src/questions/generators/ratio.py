"""Ratio and proportion: simplest form, sharing, missing terms, direct and inverse proportion, unit rates, maps."""

from fractions import Fraction
from math import gcd

from cache.model import Language
from questions.generators import values
from questions.generators.fractions_arithmetic import chain, either
from questions.generators.model import Cloze, Draw, Fact, Parameters, SkillKind, Slip, Value

_GOODS = ("pen", "notebook", "apple", "ticket")


def _slips(draw: Draw, *wrong: tuple[Fraction | int, str]) -> tuple[Slip, ...]:
    return tuple(
        Slip(values.whole(int(number), draw.language), mistake)
        for number, mistake in wrong
        if number > 0 and Fraction(number).denominator == 1
    )


def _coprime(draw: Draw, high: int) -> tuple[int, int]:
    while True:
        first, second = draw.between(1, high), draw.between(1, high)
        if first != second and gcd(first, second) == 1:
            return first, second


def _ratio(first: int, second: int) -> Value:
    return Value(
        rf"\({first} : {second}\)", Fraction(first, second), None, (f"{first}:{second}", f"{first} : {second}")
    )


def draw_simplified(draw: Draw, _parameters: Parameters) -> Fact:
    first, second = _coprime(draw, draw.by_difficulty(5, 9, 15))
    factor = draw.between(2, draw.by_difficulty(5, 12, 24))
    shown = rf"{first * factor} : {second * factor}"
    return Fact(
        identity=f"simplify {shown}",
        statement=rf"\({shown} = @\)",
        value=_ratio(first, second),
        solution=draw.say("simplify_steps", factor=factor, chain=chain(shown, f"{first} : {second}")),
        slips=(
            Slip(_ratio(second, first), "terms_swapped"),
            Slip(_ratio(first, second * factor), "only_one_term"),
            Slip(_ratio(first * factor, second), "only_one_term"),
            Slip(_ratio(first, first + second), "part_to_whole"),
        ),
        task=draw.say("simplify", subject=rf"\({shown}\)"),
    )


def draw_shared(draw: Draw, _parameters: Parameters) -> Fact:
    first, second = _coprime(draw, draw.by_difficulty(4, 7, 12))
    part = draw.between(2, draw.by_difficulty(10, 20, 60))
    total = part * (first + second)
    asks_larger = draw.random.random() < 0.5
    asked, other = (max, min) if asks_larger else (min, max)
    answer = asked(first, second) * part
    which = "larger" if asks_larger else "smaller"
    texts = {"total": rf"\({draw.latex(total)}\)", "ratio": rf"\({first} : {second}\)"}
    return Fact(
        identity=f"share {total} in {first}:{second}, {which}",
        statement=draw.say(f"shared_{which}", **texts),
        value=values.whole(answer, draw.language),
        solution=draw.say(
            "share_steps",
            parts=first + second,
            one=rf"{draw.latex(total)} {draw.say('divided_by')} {first + second} = {part}",
            first=rf"{first} {draw.say('times')} {part} = {draw.latex(first * part)}",
            second=rf"{second} {draw.say('times')} {part} = {draw.latex(second * part)}",
            answer=draw.latex(answer),
        ),
        slips=_slips(
            draw,
            (other(first, second) * part, "other_share"),
            (Fraction(total, asked(first, second)), "divided_by_term"),
            (part, "one_part_only"),
            (Fraction(total, 2), "halved"),
            (answer + part, "counted_on"),
        ),
        task=draw.say(f"share_{which}", **texts),
        cloze=Cloze(
            draw.say("share_gap", **texts),
            (values.whole(first * part, draw.language), values.whole(second * part, draw.language)),
        ),
        subject=draw.say(f"share_subject_{which}", **texts),
    )


def draw_proportion(draw: Draw, _parameters: Parameters) -> Fact:
    """A missing term of a proportion."""
    first, second = _coprime(draw, draw.by_difficulty(6, 10, 15))
    factor = draw.between(2, draw.by_difficulty(6, 10, 15))
    terms = [first, second, first * factor, second * factor]
    place = draw.between(0, 3)
    answer = terms[place]
    shown = ["@" if position == place else draw.latex(term) for position, term in enumerate(terms)]
    statement = rf"\({shown[0]} : {shown[1]} = {shown[2]} : {shown[3]}\)"
    known = terms[3 - place]
    across = [term for position, term in enumerate(terms) if position not in (place, 3 - place)]
    return Fact(
        identity=f"proportion {shown}",
        statement=statement,
        value=values.whole(answer, draw.language),
        solution=draw.say(
            "proportion_steps",
            chain=chain(rf"\frac{{{across[0]} {draw.say('times')} {across[1]}}}{{{known}}}", draw.latex(answer)),
        ),
        slips=_slips(
            draw,
            (across[0] + across[1] - known, "added_not_multiplied"),
            (Fraction(across[0] * known, across[1]), "wrong_cross_product"),
            (Fraction(across[1] * known, across[0]), "wrong_cross_product"),
            (answer + 1, "counted_on"),
            (answer * 2, "counted_on"),
        ),
        task=draw.say(
            "proportion", statement=rf"\({' : '.join(shown[:2])} = {' : '.join(shown[2:])}\)".replace("@", "x")
        ),
    )


def _price(draw: Draw, noun: str) -> int:
    """In whole roubles, rupees or dollars; a pen does not cost 40 dollars."""
    if draw.language is Language.ENGLISH and noun != "ticket":
        return draw.between(2, draw.by_difficulty(5, 7, 9))
    return draw.between(2, draw.by_difficulty(12, 30, 60)) * draw.by_difficulty(5, 1, 1)


def draw_direct(draw: Draw, _parameters: Parameters) -> Fact:
    count, wanted = draw.random.sample(range(2, draw.by_difficulty(7, 11, 16)), 2)
    noun = draw.random.choice(_GOODS)
    price = _price(draw, noun)
    texts = {"known": draw.count(count, noun), "cost": draw.latex(count * price), "wanted": draw.count(wanted, noun)}
    return Fact(
        identity=f"direct {noun} {count} {count * price} {wanted}",
        statement=draw.say("direct_statement", **texts),
        value=values.whole(wanted * price, draw.language),
        solution=draw.say(
            "direct_steps",
            one=rf"{draw.latex(count * price)} {draw.say('divided_by')} {count} = {price}",
            all=rf"{price} {draw.say('times')} {wanted} = {draw.latex(wanted * price)}",
        ),
        slips=_slips(
            draw,
            (count * price + wanted - count, "difference_added"),
            (Fraction(count * price * count, wanted), "inverse_used"),
            (price, "unit_only"),
            (count * price * wanted, "known_total_multiplied"),
            (wanted * price + price, "counted_on"),
        ),
        task=draw.say("direct", **texts),
    )


def draw_inverse(draw: Draw, _parameters: Parameters) -> Fact:
    workers, wanted = draw.random.sample(range(2, draw.by_difficulty(7, 11, 16)), 2)
    days = wanted // gcd(workers, wanted) * draw.between(1, draw.by_difficulty(3, 4, 6))
    answer = workers * days // wanted
    if days == 1 or answer == 1:
        days, answer = days * 3, answer * 3
    texts = {
        "workers": draw.count(workers, "worker"),
        "days": draw.count(days, "day_in"),
        "wanted": draw.count(wanted, "worker_dative"),
    }
    return Fact(
        identity=f"inverse {workers} {days} {wanted}",
        statement=draw.say("inverse_statement", **texts),
        value=values.whole(answer, draw.language),
        solution=draw.say(
            "inverse_steps",
            all=rf"{workers} {draw.say('times')} {days} = {workers * days}",
            answer=rf"{workers * days} {draw.say('divided_by')} {wanted} = {answer}",
        ),
        slips=_slips(
            draw,
            (Fraction(days * wanted, workers), "direct_used"),
            (days + workers - wanted, "difference_added"),
            (workers * days, "total_only"),
            (days + wanted - workers, "difference_added"),
            (answer + 1, "counted_on"),
        ),
        task=draw.say("inverse", **texts),
    )


def draw_unit_rate(draw: Draw, _parameters: Parameters) -> Fact:
    kind = draw.random.choice(("speed", "price", "flow"))
    amount = draw.between(2, draw.by_difficulty(5, 8, 12))
    low, high = {"speed": (30, 90), "price": (10, 80), "flow": (3, 25)}[kind]
    rate = draw.between(low, high) // draw.by_difficulty(5, 1, 1) * draw.by_difficulty(5, 1, 1) or 5
    if kind == "price" and draw.language is Language.ENGLISH:
        rate = draw.between(2, 9)
    total = rate * amount
    texts = {"total": rf"\({draw.latex(total)}\)", "amount": rf"\({amount}\)"}
    return Fact(
        identity=f"rate {kind} {total} {amount}",
        statement=draw.say(f"{kind}_statement", **texts),
        value=values.whole(rate, draw.language),
        solution=draw.say("rate_steps", equation=rf"{draw.latex(total)} {draw.say('divided_by')} {amount} = {rate}"),
        slips=_slips(
            draw,
            (total * amount, "multiplied_instead"),
            (total - amount, "subtracted_instead"),
            (rate * 10, "place_slip"),
            (rate + 1, "counted_on"),
        ),
        task=draw.say(f"{kind}_rate", **texts),
    )


def draw_scale(draw: Draw, _parameters: Parameters) -> Fact:
    """Real distance from the map, or the map from the real distance; whole kilometres and centimetres."""
    per_centimetre = draw.random.choice(draw.by_difficulty((1, 2, 5), (1, 2, 3, 4, 5, 10), (2, 3, 5, 15, 25, 50)))
    centimetres = draw.between(2, draw.by_difficulty(9, 15, 24))
    kilometres = per_centimetre * centimetres
    scale = per_centimetre * 100_000
    texts = {
        "scale": rf"\(1 : {draw.latex(scale)}\)",
        "map": rf"\({centimetres}\)",
        "real": rf"\({draw.latex(kilometres)}\)",
    }
    asks_real = draw.random.random() < draw.by_difficulty(1, 0.7, 0.5)
    key = "to_real" if asks_real else "to_map"
    answer = kilometres if asks_real else centimetres
    wrong = (
        (answer * 10, "place_slip"),
        (answer * 100, "unit_slip"),
        (kilometres * per_centimetre if not asks_real else centimetres, "scale_not_used"),
        (Fraction(answer, 10), "place_slip"),
        (answer + per_centimetre, "counted_on"),
        (answer + 2 * per_centimetre, "counted_on"),
    )
    return Fact(
        identity=f"scale {scale} {key} {answer}",
        statement=draw.say(f"{key}_statement", **texts),
        value=values.whole(answer, draw.language),
        solution=draw.say(
            f"{key}_steps",
            one=rf"{draw.latex(scale)}",
            kilometres=per_centimetre,
            equation=(
                rf"{centimetres} {draw.say('times')} {per_centimetre} = {draw.latex(kilometres)}"
                if asks_real
                else rf"{draw.latex(kilometres)} {draw.say('divided_by')} {per_centimetre} = {centimetres}"
            ),
        ),
        slips=_slips(draw, *wrong),
        task=draw.say(key, **texts),
    )


KINDS = (
    SkillKind("ratio.simplify", range(5, 10), draw_simplified),
    SkillKind("ratio.share", range(5, 10), draw_shared),
    SkillKind("ratio.proportion", range(6, 10), draw_proportion),
    SkillKind("ratio.direct", range(5, 10), draw_direct),
    SkillKind("ratio.inverse", range(6, 11), draw_inverse),
    SkillKind("ratio.direct_and_inverse", range(6, 11), either(draw_direct, draw_inverse)),
    SkillKind("ratio.unit_rate", range(5, 9), draw_unit_rate),
    SkillKind("ratio.scale", range(5, 9), draw_scale),
    SkillKind("ratio.ratio_and_proportion", range(5, 10), either(draw_simplified, draw_shared, draw_proportion)),
)
