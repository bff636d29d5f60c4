import { parseDocument } from "yaml";

/**
 * The text of a hotel.yaml with one of its sections replaced by `value`, everything else as it stands, comments
 * included. Sections that were not there are added at the end.
 */
export function withSection(text: string, name: string, value: unknown): string {
  const document = parseDocument(text);
  document.set(name, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

/** The text of a hotel.yaml with one key set (or taken out: undefined), sections made where missing; everything else stands, comments included. */
export function withValue(text: string, path: readonly string[], value: unknown): string {
  const document = parseDocument(text);
  if (value === undefined) document.deleteIn(path);
  else document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}
