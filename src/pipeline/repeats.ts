/**
 * A burst's texts without those that say an earlier one again, case and spacing aside. Who gets no answer writes the
 * same again, and «a room for two» twice in one turn was read as two rooms for four.
 */
export function withoutRepeats(texts: readonly string[]): string[] {
  const said = new Set<string>();
  return texts.filter((text) => {
    const key = text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}
