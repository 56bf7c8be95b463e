"""What a deposit means by its word, and what it returns when either side fails."""

from __future__ import annotations

from typing import Final

from vendor_score.price.results import DepositEffect
from vendor_score.wording import lexicon

__all__ = ["CAP", "deposit_effect"]

CAP: Final = 0.20
"""The largest share of the contract value that a deposit can guarantee."""


def deposit_effect(
    word: str,
    amount: float,
    contract_value: float,
    *,
    is_nature_agreed: bool = False,
    performed_share: float = 0.0,
) -> DepositEffect:
    """What a deposit guarantees, and what comes back.

    Parameters
    ----------
    word : str
        As the offer or draft calls it.
    amount : float
        What was paid, also where another sum was agreed.
    contract_value : float
        The low end of the total cost: the law's cap is counted on it.
    is_nature_agreed : bool, optional
        Whether the parties agreed that it has the effect of a 定金 whatever it is called.
    performed_share : float, optional
        Share of the contract already performed when it fails, 0 to 1.

    Returns
    -------
    DepositEffect

    Raises
    ------
    ValueError
        For negative amounts, or a share outside 0 to 1.

    Examples
    --------
    >>> found = deposit_effect("定金", 150_000, 600_000)
    >>> found.effective, found.if_vendor_fails, found.if_buyer_fails, found.findings
    (120000.0, 270000.0, 30000.0, ('deposit-over-cap',))

    Notes
    -----
    Civil Code of China, art. 586 (only when paid, only up to 20 % of the contract value) and 587
    (fundamental breach by the buyer: lost; by the vendor: returned twice); Interpretation of the
    contracts book, general part (2023), art. 67 (other words do not guarantee) and 68 (part
    performed: pro rata). Missing a service level doubles nothing: it takes a breach that defeats
    the purpose of the contract. For both words in one text, and for 定金 beside a penalty, see a
    lawyer.
    """
    if amount < 0 or contract_value < 0:
        raise ValueError("amounts must be 0 or more")
    if not 0 <= performed_share <= 1:
        raise ValueError(f"performed_share must be between 0 and 1, found {performed_share:g}")
    is_named = _holds(word, "deposit.guarantee")
    is_guarantee = is_nature_agreed or is_named
    effective = min(float(amount), CAP * contract_value) if is_guarantee else 0.0
    penalty = effective * (1 - performed_share)
    findings = []
    if is_guarantee and amount > CAP * contract_value:
        findings.append("deposit-over-cap")
    if not is_guarantee and amount > 0:
        findings.append("deposit-no-guarantee")
    if is_named and _holds(word, "deposit.other"):
        findings.append("deposit-two-words")
    return DepositEffect(
        is_guarantee=is_guarantee,
        effective=effective,
        advance=amount - effective,
        if_vendor_fails=amount + penalty,
        if_buyer_fails=amount - penalty,
        penalty=penalty,
        findings=tuple(findings),
    )


def _holds(word: str, meaning: str) -> bool:
    """Whether a word is one of those of a meaning: 定金 guarantees, 订金 and 押金 do not."""
    return any(name in word.casefold() for name in lexicon.words(meaning))
