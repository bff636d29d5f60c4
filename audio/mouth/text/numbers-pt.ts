const SMALL = (
  "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito " +
  "dezenove"
).split(" ");
const TENS = ". . vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split(" ");
const HUNDREDS =
  ". cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split(" ");

/**
 * A whole number 0 … 999,999,999 in Brazilian Portuguese; `feminine` for «uma», «duas», «duzentas». «e» stands between
 * hundreds, tens and units, and after thousands before what is under 100 or a round hundred. Pure.
 */
export function numberPt(value: number, feminine: boolean): string {
  if (value >= 1_000_000) {
    const millions = Math.floor(value / 1_000_000);
    return join(
      millions === 1 ? "um milhão" : `${numberPt(millions, false)} milhões`,
      value % 1_000_000,
      feminine,
    );
  }
  if (value >= 1_000) {
    const thousands = Math.floor(value / 1_000);
    return join(thousands === 1 ? "mil" : `${numberPt(thousands, feminine)} mil`, value % 1_000, feminine);
  }
  if (value === 100) return "cem";
  if (value > 100) {
    const hundred = HUNDREDS[Math.floor(value / 100)] ?? "";
    const head = feminine ? hundred.replace(/os$/, "as") : hundred;
    return value % 100 === 0 ? head : `${head} e ${numberPt(value % 100, feminine)}`;
  }
  if (value >= 20) {
    const ten = TENS[Math.floor(value / 10)] ?? "";
    return value % 10 === 0 ? ten : `${ten} e ${numberPt(value % 10, feminine)}`;
  }
  if (feminine && value === 1) return "uma";
  if (feminine && value === 2) return "duas";
  return SMALL[value] ?? "";
}

function join(head: string, rest: number, feminine: boolean): string {
  if (rest === 0) return head;
  const linked = rest < 100 || (rest < 1_000 && rest % 100 === 0);
  return `${head} ${linked ? "e " : ""}${numberPt(rest, feminine)}`;
}
