/**
 * JSON columns. Only values this program wrote are read back, so a reading is a cast, not a check; a column that
 * does not parse is a damaged database and throws SyntaxError.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null);
}

export function fromJson<T>(text: string): T {
  return JSON.parse(text) as T;
}

/** `{ [key]: value }`, or nothing for NULL: optional fields are missing rather than undefined. */
export function optional<K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
