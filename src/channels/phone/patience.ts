/** How long a silence ends a turn, ms: the text is complete, or may be, or surely goes on. */
export const COMPLETE_MS = 500;
export const USUAL_MS = 900;
export const GOING_ON_MS = 1_200;

/** Words nobody ends on: hesitations, and what joins the next word in es, en and pt. */
const JOINING = new Set(
  (
    "eh em ehm este pues mm hmm uh um er eee y e o u ou and or que con com with de del da do das dos para por for " +
    "from to at in on en em el la los las un una uns uma a an the os as my mi mis su sus meu minha desde hasta até " +
    "entre between since till until es is é son are são somos"
  ).split(" "),
);

/** The open question's answer that is dictated piece by piece, with pauses between. */
const DICTATED: ReadonlySet<string> = new Set(["phone", "email", "phone_hint"]);

/**
 * How much silence ends a turn, from what was heard so far and the question it answers: 500 ms when it looks complete,
 * 1,200 after a digit, a comma, a hesitation or a joining word, 900 when there is no telling. Pure.
 */
export function patienceFor(text: string, question: string | undefined): number {
  const said = text.trim();
  if (said === "") return USUAL_MS;
  if (/[,…-]$|\.\.\.$/u.test(said)) return GOING_ON_MS;
  const words = said
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}@]+/u)
    .filter(Boolean);
  const last = words.at(-1) ?? "";
  // «com» ends an address and joins two words in Portuguese.
  if (question === "email" || question === "phone") return dictated(said, question);
  if (JOINING.has(last)) return GOING_ON_MS;
  if (/\d$/u.test(last)) return DICTATED.has(question ?? "") || words.length < 3 ? GOING_ON_MS : USUAL_MS;
  if (question === "name" || question === "surname") return words.length >= 2 ? COMPLETE_MS : USUAL_MS;
  return COMPLETE_MS;
}

/** A telephone number is complete with nine digits, an address with something after its last dot. */
function dictated(said: string, question: "email" | "phone"): number {
  if (question === "phone") return said.replace(/\D/g, "").length >= 9 ? COMPLETE_MS : GOING_ON_MS;
  const named = /@|arroba|\bat\b/iu.test(said);
  return named && /(?:\.|punto|dot|ponto)\s*\p{L}{2,}\W*$/iu.test(said) ? USUAL_MS : GOING_ON_MS;
}
