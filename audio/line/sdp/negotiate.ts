import { CODECS, type Codec, type Direction, type Sdp } from "./sdp.ts";

/** What was agreed on: how we send, and which payload types mean what. */
export interface Agreed {
  readonly address: string;
  readonly port: number;
  readonly codec: Codec;
  readonly type: number;
  readonly events?: number;
  /** Ours. */
  readonly direction: Direction;
}

const MIRROR: Readonly<Record<Direction, Direction>> = {
  sendrecv: "sendrecv",
  sendonly: "recvonly",
  recvonly: "sendonly",
  inactive: "inactive",
};

/** PCMA if it is offered, else PCMU, else nothing: then the call must be refused with 488, or it stays silent. */
export function agree(theirs: Sdp): Agreed | undefined {
  const chosen = CODECS.flatMap((codec) => theirs.codecs.find((one) => one.codec === codec) ?? [])[0];
  if (!chosen || theirs.port === 0) return undefined;
  const silent = theirs.address === "0.0.0.0";
  const direction = silent && theirs.direction === "sendrecv" ? "recvonly" : MIRROR[theirs.direction];
  return {
    address: theirs.address,
    port: theirs.port,
    codec: chosen.codec,
    type: chosen.type,
    direction,
    ...(theirs.events === undefined ? {} : { events: theirs.events }),
  };
}

export interface Ours {
  readonly address: string;
  readonly port: number;
  readonly session: number;
  readonly version: number;
}

const head = (ours: Ours) => [
  "v=0",
  `o=- ${ours.session} ${ours.version} IN IP4 ${ours.address}`,
  "s=-",
  `c=IN IP4 ${ours.address}`,
  "t=0 0",
];

/** Our answer to an offer: one codec, keys if they were offered, every other medium refused. */
export function answerSdp(ours: Ours, theirs: Sdp, agreed: Agreed): string {
  const audio = audioLines(ours.port, [agreed], agreed.events, agreed.direction);
  const media = theirs.media.flatMap((line, index) =>
    index === theirs.audio ? audio : [refusedMedium(line)],
  );
  return `${[...head(ours), ...media].join("\r\n")}\r\n`;
}

/** What we offer when we call, or when they leave it to us. */
export function offerSdp(ours: Ours): string {
  const codecs = [
    { codec: "PCMA", type: 8 },
    { codec: "PCMU", type: 0 },
  ] as const;
  return `${[...head(ours), ...audioLines(ours.port, codecs, 101, "sendrecv")].join("\r\n")}\r\n`;
}

function audioLines(
  port: number,
  codecs: readonly { readonly codec: Codec; readonly type: number }[],
  events: number | undefined,
  direction: Direction,
): string[] {
  const types = [...codecs.map((one) => one.type), ...(events === undefined ? [] : [events])];
  return [
    `m=audio ${port} RTP/AVP ${types.join(" ")}`,
    ...codecs.map((one) => `a=rtpmap:${one.type} ${one.codec}/8000`),
    ...(events === undefined ? [] : [`a=rtpmap:${events} telephone-event/8000`, `a=fmtp:${events} 0-16`]),
    "a=ptime:20",
    `a=${direction}`,
  ];
}

/** The same medium with port 0. */
function refusedMedium(line: string): string {
  return line.replace(/^(m=\S+) \S+/, "$1 0");
}
