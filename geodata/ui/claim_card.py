"""One version of a happening as a card: who says so, when, what, with which figures, and how well it is supported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.ledger import origins
from geodata.ui.markup import bullets, tag, words
from geodata.ui.site_sections import announced_on
from geodata.ui.sources import cite

if TYPE_CHECKING:
    from geodata.domain.claims import Claim
    from geodata.ui.context import Context


def version_card(context: Context, claim: Claim) -> str:
    """Return the card as markup."""
    t, lang = context.t, context.lang
    who = claimant_name(context, claim)
    return tag(
        "article",
        tag("h4", tag("i", "", data_holder=claim.claimant_id) + words(claim.title.get(lang)))
        + tag(
            "p",
            words(t("page.claims.says", who=who)) + " " + claim_status(context, claim) + reading_aids(context, claim),
            class_="gd-who",
        )
        + _dates(context, claim)
        + tag("p", words(claim.summary.get(lang)))
        + status_note(context, claim)
        + figure_list(context, claim)
        + cite(context, claim.source_ids),
        class_="gd-version",
    )


def _dates(context: Context, claim: Claim) -> str:
    """Return when it is said to have happened, until when it lasted, and when it was said, as far as sources tell."""
    t = context.t
    told = [t.period(claim.when)]
    if claim.until is not None and context.tells(claim.until):
        told.append(t("page.claims.until", when=t.period(claim.until)))
    told.append(
        t("page.claims.said", when=announced_on(context, claim.said_on))
        if claim.said_on
        else t("page.claim.said-unknown")
    )
    return tag("p", words(" · ".join(told)), class_="gd-quiet")


def claimant_name(context: Context, claim: Claim) -> str:
    """Return who claims, as the record words it, or by the actor's name."""
    return claim.claimant.get(context.lang) or context.data.actor(claim.claimant_id).name.get(context.lang)


def claim_status(context: Context, claim: Claim) -> str:
    """Return how well the claim is supported, as a badge."""
    label = words(context.t(f"vocab.claim_status.{claim.status}"))
    return tag("span", label, class_=f"gd-sure gd-sure-{claim.status}")


def status_note(context: Context, claim: Claim) -> str:
    """Return what exactly is confirmed or contested, as a paragraph; nothing where the record has no note."""
    return tag("p", words(claim.status_note.get(context.lang)), class_="gd-quiet") if claim.status_note else ""


def figure_list(context: Context, claim: Claim) -> str:
    """Return the figures in the claim as lines: who gives them, about whom, claimed or reported; never merged.

    Where only what was public counts, those that came out later, or that nobody dates, are told by their number.
    """
    t, lang = context.t, context.lang
    every = context.data.figures_of(claim.id)
    found = context.public(every)
    later = len(every) - len(found)
    return bullets(
        (
            words(
                t(
                    "page.claim.figure",
                    who=row.attributed.get(lang),
                    figure=row.figure.get(lang),
                    affected=row.affected.get(lang),
                )
            )
            + tag("span", words(t(f"vocab.figure_kind.{row.kind}")), class_="gd-sure")
            for row in found
        ),
        class_="gd-lines",
    ) + (tag("p", words(t("page.claims.later-figures", count=later)), class_="gd-quiet") if later else "")


def reading_aids(context: Context, claim: Claim) -> str:
    """Return what helps to read a claim honestly: one voice only, relayed, placed elsewhere, or unverified."""
    t = context.t
    cited = context.out(claim.source_ids)
    voices = origins(context.data, cited)
    aids = []
    if len(voices) == 1:
        aids.append(t("page.claims.one-voice", voice=next(iter(voices))))
    if claim.place_precision and claim.place_precision != "place":
        aids.append(t(f"vocab.place_precision.{claim.place_precision}"))
    if len(cited) < len(claim.source_ids):
        aids.append(t("page.claims.judged-later"))
    if not claim.verified:
        aids.append(t("page.claims.unverified"))
    return "".join(" " + tag("span", words(aid), class_="gd-sure gd-sure-weak") for aid in aids)
