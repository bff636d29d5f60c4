const WRITTEN = /[\p{L}\p{N}._%+-]{1,64} ?@ ?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const SIGNS: Readonly<Record<string, string>> = {
  punto: ".",
  ponto: ".",
  dot: ".",
  "guion bajo": "_",
  underscore: "_",
  underline: "_",
  sublinhado: "_",
  "barra baja": "_",
  guion: "-",
  hifen: "-",
  traco: "-",
  dash: "-",
  hyphen: "-",
};
const SIGN =
  "(?:guion bajo|barra baja|punto|ponto|dot|underscore|underline|sublinhado|guion|hifen|traco|dash|hyphen|[._-])";
const PIECE = "[a-z0-9]+";
const SPOKEN = new RegExp(
  `(?:${PIECE}(?: ?${SIGN} ?))*${PIECE}(?: \\d{1,4})?(?: ?,)? (?:arroba|aroba|@|at) ${PIECE}(?: ?${SIGN} ?${PIECE})+`,
);
const LETTERS = /\b(?:[a-z] ){2,}(?=arroba|[a-z] arroba)/;

export interface EmailRead {
  readonly email?: string;
  /** The text without the address, so that its parts are not read as names or numbers. */
  readonly rest: string;
}

/** A written address in the text as typed. */
export function readEmail(text: string): EmailRead {
  const match = WRITTEN.exec(text);
  if (!match) return { rest: text };
  const email = match[0]
    .replace(/ /g, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/^[.]+|[.]+$/g, "")
    .toLowerCase();
  return { email, rest: `${text.slice(0, match.index)} , ${text.slice(match.index + match[0].length)}` };
}

/**
 * A spoken address in a folded text with digits: «ana punto perez arroba gmail punto com», «j o s e arroba…», «john at
 * gmail dot com».
 */
export function readSpokenEmail(plain: string): EmailRead {
  if (!/\b(?:arroba|aroba|at)\b| @ /.test(plain)) return { rest: plain };
  const spelled = plain
    .replace(LETTERS, (letters) => letters.replace(/ /g, ""))
    .replace(/\b(?:todo|tudo|all) (?:junto|minusculas?|lower ?case|together|1 word)\b/g, "");
  const match = SPOKEN.exec(spelled);
  if (!match) return { rest: plain };
  const joined = match[0]
    .replace(
      new RegExp(` ?(${SIGN}) ?`, "g"),
      (whole, sign: string) => SIGNS[sign] ?? (/^[._-]$/.test(sign) ? sign : whole),
    )
    .replace(/ ?,? (?:arroba|aroba|@|at) /, "@")
    .replace(/ /g, "");
  return {
    email: joined,
    rest: `${spelled.slice(0, match.index)} , ${spelled.slice(match.index + match[0].length)}`,
  };
}
