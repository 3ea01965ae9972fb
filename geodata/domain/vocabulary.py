"""The closed vocabularies of the record. Each value needs a label in every language."""

from __future__ import annotations

from enum import StrEnum

UNKNOWN = "unknown"
"""The holder of a site when no source says who held it."""

MISSION_HOLDER = "minusma"
"""The actor that holds every site until its last member has left."""


class UnPresence(StrEnum):
    """Whether the UN is at a site."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


class Transfer(StrEnum):
    """Whether a site was formally handed over; declared in the only order in which it can change."""

    NONE = "none"
    PARTIAL = "partial"
    WITHOUT_HANDOVER = "without_handover"
    FORMAL = "formal"


class Certainty(StrEnum):
    """How well a statement is supported."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    CONTESTED = "contested"
    WEAK = "weak"
    UNKNOWN = "unknown"


class Clock(StrEnum):
    """Which of a site's clocks an event moves."""

    PRESENCE = "presence"
    TRANSFER = "transfer"


class ChangeKind(StrEnum):
    """Which of the three clocks of a site changed."""

    PRESENCE = "presence"
    TRANSFER = "transfer"
    HOLDER = "holder"


class Scope(StrEnum):
    """What a holder held."""

    CAMP = "camp"
    TOWN = "town"
    REGION = "region"


class SiteKind(StrEnum):
    """What sort of base a site was."""

    HQ = "hq"
    SECTOR_HQ = "sector-hq"
    BASE = "base"
    TOB = "tob"


class PlaceKind(StrEnum):
    """What sort of place a point stands for."""

    TOWN = "town"
    AREA = "area"
    SITE = "site"
    ROAD = "road"


class EventKind(StrEnum):
    """What happened to a site."""

    CLOSURE_ANNOUNCED = "closure_announced"
    WITHDRAWAL_STARTED = "withdrawal_started"
    DEPARTED = "departed"
    HANDOVER_CEREMONY = "handover_ceremony"
    HANDED_OVER = "handed_over"
    VACATED_WITHOUT_HANDOVER = "vacated_without_handover"
    OCCUPIED_BY = "occupied_by"
    RETAKEN_BY = "retaken_by"
    SITE_ATTACKED = "site_attacked"
    EQUIPMENT_DESTROYED = "equipment_destroyed"
    CONVOY_DEPARTED = "convoy_departed"
    CONVOY_ATTACKED = "convoy_attacked"
    CONVOY_ARRIVED = "convoy_arrived"
    LIQUIDATION_START = "liquidation_start"
    FINAL_HANDOVER = "final_handover"
    MOVEMENT_BLOCKED = "movement_blocked"
    EVACUATION = "evacuation"
    ADMINISTRATION = "administration"
    STATEMENT = "statement"


class ConvoyKind(StrEnum):
    """Why a convoy moved."""

    WITHDRAWAL = "withdrawal"
    LOGISTICS = "logistics"


class IncidentKind(StrEnum):
    """What hit a convoy."""

    IED = "ied"
    GUNFIRE = "gunfire"
    AMBUSH = "ambush"


class Affected(StrEnum):
    """Whom an incident hurt."""

    PEACEKEEPERS = "peacekeepers"
    CIVILIANS = "civilians"


class Qualifier(StrEnum):
    """How a number is to be read."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


class Unit(StrEnum):
    """What a number counts."""

    PERSONS = "persons"
    SITES = "sites"
    CONTAINERS = "containers"
    VEHICLES = "vehicles"
    TRUCKS = "trucks"
    USD = "usd"
    SHARE = "share"


class MilestoneKind(StrEnum):
    """What part of the political frame a milestone belongs to."""

    MANDATE = "mandate"
    PLAN = "plan"
    PHASE = "phase"
    POLITICS = "politics"
    CLOSURE = "closure"
    LIQUIDATION = "liquidation"
    MOVEMENT = "movement"


class ActorKind(StrEnum):
    """What sort of party an actor is."""

    STATE = "state"
    FOREIGN = "foreign"
    UN = "un"
    SEPARATIST = "separatist"
    JIHADIST = "jihadist"
    MILITIA = "militia"
    OBSERVER = "observer"
    OTHER = "other"


class ClaimKind(StrEnum):
    """What a claim says happened."""

    ATTACK_CLAIMED = "attack_claimed"
    ATTACK_ATTRIBUTED = "attack_attributed"
    CONTROL_CLAIMED = "control_claimed"
    CONTROL_TAKEN = "control_taken"
    CONTROL_LOST = "control_lost"
    CLASH = "clash"
    STRIKE = "strike"
    BLOCKADE = "blockade"
    WITHDRAWAL = "withdrawal"
    STATEMENT = "statement"
    ABDUCTION = "abduction"
    MOVEMENT_BLOCKED = "movement_blocked"
    ADMINISTRATION = "administration"


class ClaimStatus(StrEnum):
    """What others have said of a claim."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    DENIED = "denied"


class PlacePrecision(StrEnum):
    """How the point of a claim was found; without a point: whole regions, or a place somewhere within one."""

    PLACE = "place"
    PROXY = "proxy"
    COMPUTED = "computed"
    REGION = "region"
    WITHIN = "within"


class FigureKind(StrEnum):
    """Whether a party gives its own figure or someone reports one."""

    CLAIMED = "claimed"
    REPORTED = "reported"


class SourceKind(StrEnum):
    """What sort of publisher a source is."""

    UN = "un"
    GOVERNMENT = "government"
    AGENCY = "agency"
    NEWS = "news"
    ENCYCLOPEDIA = "encyclopedia"
    ANALYSIS = "analysis"
    DATASET = "dataset"
    PRESS_RELEASE = "press-release"


class TitleBasis(StrEnum):
    """Where the title of a source was read."""

    RESULT = "result"
    URL_SLUG = "url-slug"
    EXCERPT = "excerpt"
