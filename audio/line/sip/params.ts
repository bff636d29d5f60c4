/** `;name=value;flag` after an address, a Via or a Reason. Names in lower case, quotes taken off, flags are "". */
export type Params = ReadonlyMap<string, string>;

/** Reads the parameters of `text`, which begins at its first semicolon or is empty. */
export function parseParams(text: string): Params {
  const params = new Map<string, string>();
  for (const part of splitParams(text)) {
    const equals = part.indexOf("=");
    const name = (equals === -1 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (name !== "") params.set(name, equals === -1 ? "" : unquote(part.slice(equals + 1).trim()));
  }
  return params;
}

function splitParams(text: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === "\\") i++;
    else if (char === '"') quoted = !quoted;
    else if (char === ";" && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

export function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const end = text.endsWith('"') && text.length > 1 ? -1 : undefined;
  return text.slice(1, end).replace(/\\(.)/g, "$1");
}

export function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/[\r\n\0]/g, " ")}"`;
}
