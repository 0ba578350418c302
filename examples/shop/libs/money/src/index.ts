import Big from 'big.js';

/** Value added tax, as a part of the net price. */
export const VAT_RATE = '0.19';

/** The price with tax, in cents, from the price without it. */
export function addTax(cents: number, rate: string = VAT_RATE): number {
  return new Big(cents).times(new Big(1).plus(rate)).round(0, Big.roundHalfUp).toNumber();
}

/** The sum of some prices, in cents. */
export function sum(cents: readonly number[]): number {
  return cents.reduce((total, one) => total.plus(one), new Big(0)).toNumber();
}

/** A price for people: `formatPrice(1999)` is `19.99 EUR`. */
export function formatPrice(cents: number, currency = 'EUR'): string {
  return `${new Big(cents).div(100).toFixed(2)} ${currency}`;
}
