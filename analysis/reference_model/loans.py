"""Loans: kur and csr."""

from .scenario import CSR


def owe(i, rows, option, principal, p):
    """instalment = principal·(1 + rate·loan_months/12)/loan_months, over loan_months months"""
    rate = p.market.csr_rate if option == CSR else p.market.loan_rate
    i.instalment[rows] = principal * (1 + rate * p.market.loan_months / 12) / p.market.loan_months
    i.loan_left[rows] = p.market.loan_months
