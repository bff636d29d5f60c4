import { fold } from "../text.ts";
import { MONTHS, WEEKDAYS } from "./calendar-words.ts";

const LETTER = "[\\p{L}][\\p{L}'’.-]*";
const CUE =
  /(?:me llamo|mi nombre (?:completo )?es|mi nombre|a nombre de|al nombre de|nombre(?: completo)?\s*:|my name is|my name's|my full name is|name is|under the name(?: of)?|in the name of|name\s*:|meu nome (?:completo )?(?:é|e)|o meu nome é|me chamo|chamo-me|em nome de|no nome de|nome(?: completo)?\s*:)\s+(?:(?:el |la )?(?:señor|senor|señora|sr\.?|sra\.?|mr\.?|mrs\.?|ms\.?|dr\.?|senhor|senhora)\s+)?/iu;
/** What people are addressed with is no part of their name. */
const TITLES =
  /^(?:(?:el |la |o |a )?(?:sr|sra|srta|señor|señora|señorita|senor|senora|senorita|don(?=\s+\S+\s+\S)|doña|dña|mr|mrs|ms|miss|mister|dr|dra|doctor|doctora|prof|professor|profesora?|sir|senhor|senhora|dona(?=\s+\S+\s+\S)|doutora?|eng)\b\.?\s+)+/iu;
/** «no, Javier Ruiz Ortega»: a name put right while something else is asked. */
const CORRECTED =
  /^\s*(?:no|n[aã]o|nope|perd[oó]n|perdona|sorry|desculpe?|corrijo|corre[cç][aã]o|correcci[oó]n|correction)\s*[,.:;!]\s*(?:(?:es|soy|it's|it is|i'm|é|sou)\s+)?(?=\p{Lu})/iu;
/** After these only a capital letter makes a name: «soy Ana» but «soy alérgico». */
const WEAK_CUE =
  /(?:^|[\s,.!¡])(?:el nombre(?: completo)? es|o nome(?: completo)? (?:é|e)|soy|i am|i'm|i’m|this is|under|sou o|sou a|sou|aqui é o|aqui é a|aquí|le habla|habla|it's|fala o|fala a)\s+(?:el |la |o |a )?(?=\p{Lu})/iu;
/** Places, days and companies are put right too: «No, Hotel Marina», «Sorry, British Airways». */
const NO_NAMES = new Set(
  "hotel hostal avenida calle rua street road airways airlines airport aeropuerto aeroporto day card".split(
    " ",
  ),
);
const WORDS = new RegExp(`^${LETTER}(?:\\s+${LETTER}){0,5}`, "u");
const PARTICLES = new Set("de del la las los da do das dos e y van von der den di el bin al san".split(" "));
const STOP = new Set(
  (
    "y and e con with com mi my meu email e-mail correo tel telefono teléfono phone telefone gracias thanks obrigado obrigada por please para for " +
    "el the o quiero quisiera necesito i would quero gostaria tengo have tenho reserva booking reservation hola hello soy es is número numero and but pero mas somos we are llego " +
    "llegamos arriving from desde desde vengo venho mail celular móvil movil whatsapp a en in no na habitación room quarto"
  ).split(" "),
);
const NOT_A_NAME = new Set(
  (
    "si no yes ok vale hola hello hi hey ola oi gracias thanks obrigado obrigada buenos buenas bom boa dias tardes noches good morning que what como how cuanto donde when where " +
    "quiero quisiera cancelar cancel reserva reservar booking book precio price mejor otra otro ayuda help persona perdon espera wait nao sim claro perfecto perfect ninguno nada " +
    "nothing none tengo tienen hay are is do does can could puedo podria puedes the un una el la las los lo mi my your su esta este this that correcto correct correto para por for " +
    "doble individual suite double single twin noche noches night nights hoy manana today tomorrow hoje amanha lunes martes jueves viernes monday friday email correo telefono phone " +
    "recepcion reception agente humano agent human salir exit menu inicio start stop baja parar sair adios bye tchau luego later ahora now agora todavia yet porque why quien who " +
    "stupid idiota tonto ja asdf test nombre name nome primera segunda tercera first second third desde hasta from until not dont don't i we you usted tu vos me nos eu voce quero " +
    "gostaria qual quanto quando onde aun ya mas more menos less sin sem without con com with"
  ).split(" "),
);

/** Names that are words too: alone, in answer to «your name?», they are names. */
const NAMES = new Set(
  (
    "luz mar sol paz rosa pilar rocio alba nieves angel rey estrella mercedes dolores gracia victoria blanca clara " +
    "amparo soledad will mark grace rose april may june hope faith joy dawn bill summer julio augusto"
  ).split(" "),
);

/**
 * Where a bare name may stand: `asked`, the message may be nothing but the name; `beside`, an e-mail or a phone was in
 * the message and the rest of it may be a first and a second name with capitals; `anywhere`, only «me llamo…» counts.
 */
export type NamePlace = "asked" | "beside" | "anywhere";

/**
 * A guest's name in the text as written. Without {@link NamePlace} allowing a bare one it needs «me llamo…», «my name
 * is…», «em nome de…». What is made of `common` words alone («el desayuno», «confirma») is no name. Written with
 * capitals, particles small: «ana de la cruz» → «Ana de la Cruz».
 */
export function readName(text: string, place: NamePlace, common: ReadonlySet<string>): string | undefined {
  const cued = CUE.exec(text);
  if (cued) return take(text.slice(cued.index + cued[0].length));
  const weak = WEAK_CUE.exec(text);
  if (weak) {
    const rest = text.slice(weak.index + weak[0].length);
    if (/^\p{Lu}/u.test(rest)) return take(rest);
  }
  const corrected = CORRECTED.exec(text);
  if (place === "anywhere" && !corrected) return undefined;
  const alone = text
    .slice(corrected?.[0].length ?? 0)
    .replace(/^[\s,;:.]+/u, "")
    .replace(/^(?:el nombre|the name|o nome)(?: completo)? (?:es|is|é|e)\s+/iu, "")
    .replace(
      /^\s*(?:s[ií]|claro|vale|ok|sure|yes|sim|hola|pues|es|it's|soy|sou|i'm|i am|this is|a)\s*[,:]?\s+/iu,
      "",
    )
    .replace(/[,.!]?\s*(?:gracias|por favor|thanks|thank you|please|obrigad[oa])\s*[.!]*$/iu, "")
    .replace(TITLES, "")
    // What an e-mail and a phone taken out of the same line leave behind.
    .replace(/[\s,;.!+()\d-]+$/u, "");
  const match = WORDS.exec(alone);
  if (!match || match[0].length !== alone.length || /[?¿]/.test(text)) return undefined;
  const words = fold(alone).split(" ");
  if (words.length > 6 || words.some((word) => NOT_A_NAME.has(word) && !PARTICLES.has(word)))
    return undefined;
  if (words.every((word) => PARTICLES.has(word)) || alone.length < 2) return undefined;
  const capitals = alone.split(/\s+/u).filter((word) => /^\p{Lu}/u.test(word)).length;
  const talk = words.every((word) => PARTICLES.has(word) || (common.has(word) && !NAMES.has(word)));
  if (corrected && place !== "asked")
    return capitals >= 2 &&
      !talk &&
      !words.some((word) => MONTHS.has(word) || WEEKDAYS.has(word) || NO_NAMES.has(word))
      ? titled(alone)
      : undefined;
  if (capitals >= 2) return titled(alone);
  return place === "beside" || talk ? undefined : titled(alone);
}

function take(rest: string): string | undefined {
  const match = WORDS.exec(rest.trimStart().replace(TITLES, ""));
  if (!match) return undefined;
  const kept: string[] = [];
  for (const word of match[0].split(/\s+/u)) {
    const bare = word.replace(/[.]+$/u, "");
    const lower = bare.toLowerCase();
    if (!PARTICLES.has(lower) && STOP.has(lower)) break;
    if ((lower === "y" || lower === "e" || lower === "a" || lower === "o") && bare === lower) break;
    kept.push(bare);
    // A full stop ends the name unless it is an initial: «Ana P. Ruiz».
    if (/[.]$/u.test(word) && bare.length > 2) break;
  }
  while (kept.length > 0 && PARTICLES.has((kept.at(-1) ?? "").toLowerCase())) kept.pop();
  return kept.length > 0 ? titled(kept.join(" ")) : undefined;
}

function titled(name: string): string {
  return name
    .split(/\s+/u)
    .map((word, index) => {
      const lower = word.toLowerCase();
      if (index > 0 && PARTICLES.has(lower)) return lower;
      const shouted = word === word.toUpperCase() && word.length > 1;
      const base = shouted || word === lower ? lower : word;
      return base.replace(
        /(^|[-'’])(\p{L})/gu,
        (_whole, sign: string, letter: string) => sign + letter.toUpperCase(),
      );
    })
    .join(" ")
    .slice(0, 80);
}
