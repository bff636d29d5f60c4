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
