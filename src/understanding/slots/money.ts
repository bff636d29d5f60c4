import { minorDigits } from "../../domain/money.ts";
import type { MoneySlot } from "../../domain/understood.ts";

export interface MoneyRead {
  readonly money?: MoneySlot;
  readonly rest: string;
}

const NUMBER = "\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,7}(?:[.,]\\d{1,2})?";
const SIGN = "us\\$|r\\$|\\$|€|£";
const WORD =
  "euros?|eur|€|dolar(?:es)?(?: americanos)?|dollars?|usd|bucks|r\\$|us\\$|\\$|reais|real|brl|libras?|pounds?|gbp|quid|£|pesos?|mxn|cop|clp|ars|soles|pen";
const AMOUNT = new RegExp(`(?<![a-z\\d.,])(?:(${SIGN})\\s?(${NUMBER})|(${NUMBER})\\s?(${WORD}))(?![a-z\\d])`);

const AT_MOST =
  /(?:hasta|maximo(?: de)?|como (?:mucho|maximo)|menos de|no mas de|tope(?: de)?|por debajo de|under|up to|at most|max(?:imum)?(?: of)?|less than|below|no more than|within|ate|no maximo|menos d[eo]|presupuesto (?:de|es)|budget (?:of|is)|orcamento de)\s*(?:de |los |unos )?$/;
const AT_LEAST =
  /(?:minimo(?: de)?|al menos|por lo menos|desde|mas de|a partir de|at least|more than|over|from|pelo menos|no minimo|mais de)\s*$/;
const ABOUT =
  /(?:unos|sobre|alrededor de|aproximadamente|mas o menos|around|about|roughly|approx(?:imately)?|some|uns|cerca de|por volta de|mais ou menos)\s*(?:los )?$/;
const AFTER_AT_MOST =
  /^\s*(?:como (?:mucho|maximo)|maximo|max|tops|at (?:the )?most|o menos|or less|no maximo|ou menos)/;

/** Pesos and «$» are those of the hotel's country. */
const DOLLARS: Readonly<Record<string, string>> = {
  MX: "MXN",
  AR: "ARS",
  CL: "CLP",
  CO: "COP",
  UY: "UYU",
  DO: "DOP",
  CA: "CAD",
};

/** «unos 100 euros», «under $80», «até 300 reais»: in minor units, with what the guest said of it as a bound. */
export function readMoney(plain: string, country: string | undefined): MoneyRead {
  const match = AMOUNT.exec(plain);
  if (!match) return { rest: plain };
  const currency = currencyOf(match[1] ?? match[4] ?? "", country);
  const amount = amountOf(match[2] ?? match[3] ?? "0");
  const before = plain.slice(0, match.index);
  const after = plain.slice(match.index + match[0].length);
  const minor = Math.round(amount * 10 ** minorDigits(currency));
  const bound =
    AT_MOST.test(before) || AFTER_AT_MOST.test(after)
      ? "at_most"
      : AT_LEAST.test(before)
        ? "at_least"
        : ABOUT.test(before)
          ? "about"
          : "exactly";
  return { money: { minor, currency, bound }, rest: `${before} , ${after}` };
}

function currencyOf(sign: string, country = ""): string {
  if (/^(?:eur|€)/.test(sign)) return "EUR";
  if (/^(?:r\$|rea|brl)/.test(sign)) return "BRL";
  if (/^(?:libra|pound|gbp|quid|£)/.test(sign)) return "GBP";
  if (/^(?:sol|pen)/.test(sign)) return "PEN";
  if (/^(?:mxn|cop|clp|ars)$/.test(sign)) return sign.toUpperCase();
  if (/^peso/.test(sign)) return DOLLARS[country] ?? "MXN";
  return sign === "$" ? (DOLLARS[country] ?? "USD") : "USD";
}

/** «1.200», «1,200.50», «80,5»: a sign before three digits parts thousands, any other the decimals. */
function amountOf(text: string): number {
  const decimals = /[.,](\d{1,2})$/.exec(text);
  const whole = (decimals ? text.slice(0, decimals.index) : text).replace(/[.,]/g, "");
  return Number(`${whole}.${decimals?.[1] ?? "0"}`);
}
