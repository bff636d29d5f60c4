import { isMap, isScalar, LineCounter, type Node, parse, parseDocument } from "yaml";
import { LANGUAGES, type Language } from "../domain/language.ts";
import { HotelbotError } from "../errors.ts";
import { fillIn } from "./agreement.ts";
import { type ParamsOf, type PhraseKey, type PlainKey, placeholdersOf, SIGNATURES } from "./phrase-keys.ts";
import { type AllForms, type Reword, rewording, USUAL_WORDING, type Wording } from "./wording.ts";
import { both, forEar, type Words } from "./words.ts";

interface Forms {
  readonly one?: string;
  readonly other: string;
}
interface Phrase {
  readonly text: Forms;
  readonly speech?: Forms;
}

/** Every phrase in every language, checked: nothing can be missing at the moment it is needed. */
export interface PhraseBook {
  readonly phrases: Readonly<Record<Language, Readonly<Record<PhraseKey, Phrase>>>>;
  /** A phrase without placeholders, as written text. */
  plain(language: Language, key: PlainKey): string;
}

/** The hotel's way of speaking, and the text of wording.yaml. */
export interface Spoken {
  readonly wording: Wording;
  readonly forms: string;
}

/**
 * Reads the phrase files, one YAML text per language, in the hotel's wording. A leaf is a string, `{one, other}` chosen by the `count`
 * placeholder, or `{text, speech}` where the ear needs other words than the eye.
 * Throws CONFIG_INVALID (path `es.yaml`, line) for a key that is missing or unknown and for a placeholder that is
 * missing or unknown.
 */
export function parsePhrases(
  yamlByLanguage: Readonly<Record<Language, string>>,
  spoken: Spoken = { wording: USUAL_WORDING, forms: "" },
): PhraseBook {
  const forms = (parse(spoken.forms) ?? {}) as AllForms;
  const entries = LANGUAGES.map((language) => {
    const reword = rewording(forms, spoken.wording, language);
    return [language, parseLanguage(language, yamlByLanguage[language], reword)];
  });
  const phrases = Object.fromEntries(entries) as PhraseBook["phrases"];
  return { phrases, plain: (language, key) => phrases[language][key].text.other };
}

function parseLanguage(
  language: Language,
  yaml: string,
  reword: Reword,
): Readonly<Record<PhraseKey, Phrase>> {
  const path = `${language}.yaml`;
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const fail = (what: string, at?: number): never => {
    const line = at === undefined ? 1 : lines.linePos(at).line;
    throw new HotelbotError("CONFIG_INVALID", { path, line, what });
  };
  const broken = document.errors[0];
  if (broken) fail(broken.message.split("\n")[0] ?? "not YAML", broken.pos[0]);
  const found = new Map<string, Phrase>();
  const at = new Map<string, number>();

  const visit = (node: Node | null, key: string): void => {
    const position = node?.range?.[0] ?? 0;
    at.set(key, position);
    const phrase = asPhrase(node);
    if (phrase) {
      if (!Object.hasOwn(SIGNATURES, key)) fail(`no phrase is called «${key}»`, position);
      checkPlaceholders(key as PhraseKey, phrase, (what) => fail(what, position));
      found.set(key, reworded(phrase, reword));
    } else if (isMap(node)) {
      for (const pair of node.items) {
        visit(pair.value as Node | null, key ? `${key}.${String(pair.key)}` : String(pair.key));
      }
    } else fail(`«${key}» is not a phrase`, position);
  };
  visit(document.contents, "");

  for (const key of Object.keys(SIGNATURES)) {
    if (!found.has(key)) fail(`the phrase «${key}» is missing`, at.get(key.slice(0, key.lastIndexOf("."))));
  }
  return Object.fromEntries(found) as Record<PhraseKey, Phrase>;
}

function reworded({ text, speech }: Phrase, reword: Reword): Phrase {
  const forms = ({ one, other }: Forms): Forms => ({
    ...(one === undefined ? {} : { one: reword(one) }),
    other: reword(other),
  });
  return { text: forms(text), ...(speech ? { speech: forms(speech) } : {}) };
}

function asPhrase(node: Node | null): Phrase | undefined {
  const forms = asForms(node);
  if (forms) return { text: forms };
  if (!isMap(node) || !node.has("text")) return undefined;
  const text = asForms(node.get("text", true) as Node | null);
  const speech = asForms((node.get("speech", true) as Node | undefined) ?? null);
  if (!text) return undefined;
  return speech ? { text, speech } : { text };
}

function asForms(node: Node | null): Forms | undefined {
  if (isScalar(node) && typeof node.value === "string" && node.value !== "") return { other: node.value };
  if (!isMap(node) || !node.has("one") || !node.has("other")) return undefined;
  const one = node.get("one");
  const other = node.get("other");
  return typeof one === "string" && typeof other === "string" ? { one, other } : undefined;
}

const PLACEHOLDER = /\{(\w+)\}/g;

function checkPlaceholders(key: PhraseKey, phrase: Phrase, fail: (what: string) => void): void {
  const wanted = placeholdersOf(key);
  const texts = [phrase.text.one, phrase.text.other, phrase.speech?.one, phrase.speech?.other];
  for (const text of texts) {
    for (const name of names(text)) {
      if (!wanted.includes(name)) fail(`«${key}» has no placeholder {${name}}`);
    }
  }
  for (const name of wanted) {
    if (!names(phrase.text.other).includes(name)) fail(`«${key}» leaves out {${name}}`);
  }
}

function names(text: string | undefined): string[] {
  return Array.from(text?.matchAll(PLACEHOLDER) ?? [], (match) => match[1] ?? "");
}

/** The filled phrase, for the eye and for the ear. A `count` of 1 takes the `one` form. */
export function phrase<K extends PhraseKey>(
  book: PhraseBook,
  language: Language,
  key: K,
  params: ParamsOf<K>,
): Words {
  const entry = book.phrases[language][key];
  const values = params as Readonly<Record<string, Words | string | number>>;
  const form = (forms: Forms): string => (values.count === 1 && forms.one ? forms.one : forms.other);
  const fill = (template: string, side: "text" | "speech"): string =>
    fillIn(template, language, (name) => {
      const value = values[name] ?? "";
      return typeof value === "object" ? value[side] : String(value);
    });
  return both(
    fill(form(entry.text), "text"),
    fill(entry.speech ? form(entry.speech) : forEar(form(entry.text)), "speech"),
  );
}
