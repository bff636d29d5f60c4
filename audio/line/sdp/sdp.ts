/** The sound's coding on the wire. A-law first: it is what Spain and Latin America speak. */
export const CODECS = ["PCMA", "PCMU"] as const;
export type Codec = (typeof CODECS)[number];

export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** What one side says about the sound of a call. */
export interface Sdp {
  /** Where sound is to be sent. Port 0: nowhere. */
  readonly address: string;
  readonly port: number;
  /** Of ours, in the order they were listed. */
  readonly codecs: readonly { readonly codec: Codec; readonly type: number }[];
  /** The payload type of pressed keys. */
  readonly events?: number;
  readonly direction: Direction;
  /** The `m=` lines as written, in order; the answer refuses all but the audio. */
  readonly media: readonly string[];
  readonly audio: number;
}

const MAX_LINES = 200;

/** Reads an offer or answer; undefined when there is no plain RTP audio in it. */
export function parseSdp(text: string): Sdp | undefined {
  const lines = text.split(/\r?\n/).slice(0, MAX_LINES);
  const sections = splitMedia(lines);
  const media = sections.slice(1).map((section) => section[0] ?? "");
  const audio = media.findIndex((line) => /^m=audio \d+(\/\d+)? RTP\/AVPF?( |$)/.test(line));
  const section = sections[audio + 1];
  const common = sections[0] ?? [];
  if (audio === -1 || !section) return undefined;
  const match = /^m=audio (\d{1,5})\S* \S+((?: \d{1,3})*)\s*$/.exec(section[0] ?? "");
  const port = Number(match?.[1] ?? -1);
  const address = connection(section) ?? connection(common);
  if (!match || port > 65_535 || address === undefined) return undefined;
  const types = (match[2] ?? "").trim().split(" ").filter(Boolean).map(Number);
  const names = rtpmaps(section);
  const events = types.find((type) => names.get(type) === "TELEPHONE-EVENT");
  return {
    address,
    port,
    codecs: types.flatMap((type) => {
      const codec = CODECS.find((one) => one === (names.get(type) ?? STATIC[type]));
      return codec ? [{ codec, type }] : [];
    }),
    direction: direction(section) ?? direction(common) ?? "sendrecv",
    media,
    audio,
    ...(events === undefined ? {} : { events }),
  };
}

const STATIC: Readonly<Record<number, string>> = { 0: "PCMU", 8: "PCMA" };

function splitMedia(lines: readonly string[]): string[][] {
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith("m=")) sections.push([]);
    sections.at(-1)?.push(line.trimEnd());
  }
  return sections;
}

function connection(lines: readonly string[]): string | undefined {
  return lines.map((line) => /^c=IN IP[46] ([0-9A-Fa-f.:]+)/.exec(line)?.[1]).find((found) => found);
}

function rtpmaps(lines: readonly string[]): Map<number, string> {
  const names = new Map<number, string>();
  for (const line of lines) {
    const match = /^a=rtpmap:(\d{1,3}) ([\w-]{1,40})\/8000/.exec(line);
    if (match) names.set(Number(match[1]), (match[2] ?? "").toUpperCase());
    else if (line.startsWith("a=rtpmap:")) names.set(Number.parseInt(line.slice(9), 10), "");
  }
  return names;
}

function direction(lines: readonly string[]): Direction | undefined {
  return lines
    .map((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(line)?.[1] as Direction | undefined)
    .find((found) => found);
}
