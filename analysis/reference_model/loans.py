"""Loans: kur and csr. Rates are flat: each month's interest is principal·rate/12, and principal/loan_months repays."""

import numpy as np

from .scenario import CSR
from .world import holds


def rate_of(option, p):
    return p.market.csr_rate if option == CSR else p.market.loan_rate


def interest(i, p):
    """The part of each instalment that is interest; the rest repays the principal."""
    rate = np.where(holds(i.adopted, CSR) == 1, p.market.csr_rate, p.market.loan_rate)
    on_one = rate * p.market.loan_months / 12
    return i.instalment * on_one / (1 + on_one)


def owe(i, rows, option, principal, p):
    """instalment = principal·(1 + rate·loan_months/12)/loan_months, over loan_months months"""
    rate = rate_of(option, p)
    i.instalment[rows] = principal * (1 + rate * p.market.loan_months / 12) / p.market.loan_months
    i.loan_left[rows] = p.market.loan_months
