"""One version of a happening as a card: who says so, when, what, with which figures, and how well it is supported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.domain.ledger import origins
from geodata.ui.markup import bullets, tag, words
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
            words(t("page.claims.says", who=who)) + " " + claim_status(context, claim) + _aids(context, claim),
            class_="gd-who",
        )
        + tag("p", words(claim.summary.get(lang)))
        + status_note(context, claim)
        + figure_list(context, claim)
        + cite(context, claim.source_ids),
        class_="gd-version",
    )


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
    """Return the figures in the claim as lines: who gives them, about whom, claimed or reported; never merged."""
    t, lang = context.t, context.lang
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
            for row in context.data.figures_of(claim.id)
        ),
        class_="gd-lines",
    )


def _aids(context: Context, claim: Claim) -> str:
    """Return what helps to read a claim honestly: one voice only, relayed, placed elsewhere, or unverified."""
    t = context.t
    voices = origins(context.data, claim.source_ids)
    aids = []
    if len(voices) == 1:
        aids.append(t("page.claims.one-voice", voice=next(iter(voices))))
    if claim.place_precision and claim.place_precision != "place":
        aids.append(t(f"vocab.place_precision.{claim.place_precision}"))
    if not claim.verified:
        aids.append(t("page.claims.unverified"))
    return "".join(" " + tag("span", words(aid), class_="gd-sure gd-sure-weak") for aid in aids)
