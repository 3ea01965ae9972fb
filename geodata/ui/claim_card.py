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
    who = claim.claimant.get(lang) or context.data.actor(claim.claimant_id).name.get(lang)
    status = tag("span", words(t(f"vocab.claim_status.{claim.status}")), class_=f"gd-sure gd-sure-{claim.status}")
    figures = bullets(
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
    note = tag("p", words(claim.status_note.get(lang)), class_="gd-quiet") if claim.status_note else ""
    return tag(
        "article",
        tag("h4", tag("i", "", data_holder=claim.claimant_id) + words(claim.title.get(lang)))
        + tag("p", words(t("page.claims.says", who=who)) + " " + status + _aids(context, claim), class_="gd-who")
        + tag("p", words(claim.summary.get(lang)))
        + note
        + figures
        + cite(context, claim.source_ids),
        class_="gd-version",
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
