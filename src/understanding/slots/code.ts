const MIXED =
  /(?<![\p{L}\p{N}@.-])(?=[\p{L}\p{N}-]*\d)(?=[\p{L}\p{N}-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+){0,3}(?![\p{L}\p{N}@])/gu;
const CUED =
  /(?:c[oó]digo|localizador|referencia|refer[eê]ncia|reference|ref|confirmation(?: (?:number|code|no))?|booking (?:number|code|id|no)|reservation (?:number|code|id|no)|n[uú]mero (?:de|da) (?:la )?(?:reserva|confirmaci[oó]n)|code)\s*(?:es|is|é|number|de (?:la )?reserva|da reserva|de confirmaci[oó]n|n[ºo°]?\.?)*\s*:?\s*#?\s*([a-z0-9]+(?:-[a-z0-9]+){0,3})/iu;

/**
 * A booking code as hotels write them: capitals and digits together, 5 to 14 of them («HB-7K3M9Q»); after «código»,
 * «reference»… also all digits or small letters.
 */
export function readBookingCode(text: string): string | undefined {
  const cued = CUED.exec(text)?.[1];
  if (cued && /\d/.test(cued) && fits(cued)) return cued.toUpperCase();
  for (const match of text.matchAll(MIXED)) {
    if (fits(match[0]) && !/^\d+(?:ST|ND|RD|TH|H|PM|AM|PAX|EUR|H\d\d)$/.test(match[0])) return match[0];
  }
  return undefined;
}

function fits(code: string): boolean {
  const length = code.replace(/-/g, "").length;
  return length >= 5 && length <= 14;
}
