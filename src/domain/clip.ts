/** Cuts by whole characters to at most `most` UTF-16 units, with an ellipsis. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let cut = "";
  for (const character of text) {
    if (cut.length + character.length > most - 1) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}
