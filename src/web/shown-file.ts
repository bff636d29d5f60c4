/** Pictures and PDF, known by how they begin, never by what a guest says of them. */
const BEGINNINGS: readonly { readonly type: string; readonly at: number; readonly hex: string }[] = [
  { type: "image/jpeg", at: 0, hex: "ffd8ff" },
  { type: "image/png", at: 0, hex: "89504e470d0a1a0a" },
  { type: "image/gif", at: 0, hex: "47494638" },
  { type: "image/webp", at: 8, hex: "57454250" },
  { type: "application/pdf", at: 0, hex: "255044462d" },
];

/** Its type, or undefined for anything else. */
export function shownType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return BEGINNINGS.find(({ at, hex }) => start.startsWith(hex, at * 2))?.type;
}
