import type { Party } from "./voice-call.ts";

/** What exchanges write where a number or a name should be, when the caller does not show it. */
const WITHHELD =
  /^(anonymous|anónimo|anonimo|unknown|desconocido|desconhecido|restricted|private|privado|oculto|withheld|unavailable|no disponible|asterisk|s|0+)$/i;

/** A party as far as it was shown: words for «withheld» are neither a number nor a name, and a number is no name. */
export function shown({ number, name }: Party): Party {
  const given = (text: string | undefined): string | undefined => {
    const plain = text?.trim();
    return plain === undefined || plain === "" || WITHHELD.test(plain) ? undefined : plain;
  };
  const known = given(number);
  const called = given(name);
  return {
    ...(known === undefined ? {} : { number: known }),
    ...(called === undefined || called === known ? {} : { name: called }),
  };
}
