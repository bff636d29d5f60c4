const SMALL = (
  "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete " +
  "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete " +
  "veintiocho veintinueve"
).split(" ");
const TENS = ". . . treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(" ");
const HUNDREDS =
  ". ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(
    " ",
  );

/**
 * A whole number 0 … 999,999,999 in Spanish. `form`: «uno» alone, «un» before a masculine noun, «una» before a
 * feminine one, which also makes «doscientas». Pure.
 */
export function numberEs(value: number, form: "alone" | "masculine" | "feminine"): string {
  if (value >= 1_000_000) {
    const millions = Math.floor(value / 1_000_000);
    const head = millions === 1 ? "un millón" : `${numberEs(millions, "masculine")} millones`;
    return join(head, value % 1_000_000, form);
  }
  if (value >= 1_000) {
    const thousands = Math.floor(value / 1_000);
    const before = form === "feminine" ? "feminine" : "masculine";
    return join(thousands === 1 ? "mil" : `${numberEs(thousands, before)} mil`, value % 1_000, form);
  }
  if (value === 100) return "cien";
  if (value > 100) {
    const hundred = HUNDREDS[Math.floor(value / 100)] ?? "";
    return join(form === "feminine" ? hundred.replace(/os$/, "as") : hundred, value % 100, form);
  }
  if (value >= 30) {
    const ten = TENS[Math.floor(value / 10)] ?? "";
    return value % 10 === 0 ? ten : `${ten} y ${one(SMALL[value % 10] ?? "", form)}`;
  }
  return one(SMALL[value] ?? "", form);
}

function join(head: string, rest: number, form: "alone" | "masculine" | "feminine"): string {
  return rest === 0 ? head : `${head} ${numberEs(rest, form)}`;
}

function one(word: string, form: "alone" | "masculine" | "feminine"): string {
  if (form === "feminine") return word.replace(/uno$/, "una");
  if (form === "masculine") return word === "veintiuno" ? "veintiún" : word.replace(/uno$/, "un");
  return word;
}
