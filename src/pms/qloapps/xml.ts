import { XMLBuilder, XMLParser } from "fast-xml-parser";

export type XmlValue = string | number | { readonly [name: string]: XmlValue | readonly XmlValue[] };

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The body of a write: everything but bookings takes XML only. Values are escaped. */
export function writeXml(node: string, fields: XmlValue): string {
  const builder = new XMLBuilder({ processEntities: true });
  return `${DECLARATION}${builder.build({ qloapps: { [node]: fields } })}`;
}

/**
 * An answer in XML in the shape its JSON would have: every value is text, lists of records (`bookings`, `orders`,
 * `room_types`…) are lists also when there is one. Throws when it is no XML.
 */
export function readXml(text: string): unknown {
  const parser = new XMLParser({
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: true,
    isArray: (name, path) => isRecord(name, String(path)),
  });
  const read = parser.parse(text, true) as { qloapps?: Record<string, unknown> };
  if (typeof read.qloapps !== "object") throw new Error("no <qloapps> in it");
  return Object.fromEntries(Object.entries(read.qloapps).map(([name, value]) => [name, unwrap(name, value)]));
}

/** `<bookings><booking/>…</bookings>`: the list a record stands in has its name in the plural. */
function isRecord(name: string, path: string): boolean {
  const parent = path.split(".").at(-2) ?? "";
  return parent === `${name}s` || parent === name.replace(/y$/, "ies");
}

/** `{ errors: { error: [..] } }` is `{ errors: [..] }`. */
function unwrap(name: string, value: unknown): unknown {
  if (value === "") return name.endsWith("s") ? [] : value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1 && Array.isArray(only[1]) && isRecord(only[0], `${name}.${only[0]}`)) {
    return only[1].map((each) => unwrap("", each));
  }
  return Object.fromEntries(entries.map(([key, each]) => [key, unwrap(key, each)]));
}
