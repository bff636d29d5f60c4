import type { CallService, CallsReport, CallView } from "../control/contract-calls.ts";
import type { HotelFacts } from "../domain/hotel.ts";
import { HotelbotError } from "../errors.ts";
import type { Clock } from "../platform/clock.ts";
import type { CallRow, Store } from "../store/contract.ts";
import type { Phone } from "./phone.ts";

export interface CallServiceParts {
  readonly phone: Phone | undefined;
  readonly store: Store;
  readonly clock: Clock;
  readonly hotel: HotelFacts;
}

const MOST = 50;
/** All that was said on a call is among the last turns of its conversation. */
const TURNS = 1_000;

/** The phone's part of the control socket. */
export function callService({ phone, store, clock, hotel }: CallServiceParts): CallService {
  return {
    async calls(): Promise<CallsReport> {
      const line = phone?.state() ?? { state: "off" as const, text: "there is no phone line" };
      const { state, text } = line;
      return { schema: 1, line: { state, text }, calls: store.calls.list(MOST).map(entry) };
    },
    async call(id): Promise<CallView> {
      const row = store.calls.get(id) ?? store.calls.list(MOST).find((each) => each.id.startsWith(id));
      if (!row) throw new HotelbotError("NOT_FOUND", { what: `call ${id}` });
      const until = row.endedAt ?? clock.now();
      const turns = store.conversations
        .turns(row.conversationId, TURNS)
        .filter(({ at }) => at >= row.startedAt && at <= until)
        .map(({ author, kind, text, at }) => ({ author, kind, text, at: new Date(at).toISOString() }));
      return { schema: 1, call: entry(row), turns };
    },
    async place({ number, say, language }) {
      if (!phone) throw new HotelbotError("LINE_OFF");
      const started = clock.now();
      const { id, heard } = await phone.call(number, say, language ?? hotel.defaultLanguage);
      return { schema: 1, id, number, heard, seconds: Math.round((clock.now() - started) / 100) / 10 };
    },
  };
}

function entry(row: CallRow): CallsReport["calls"][number] {
  const iso = (at: number | undefined): string | null =>
    at === undefined ? null : new Date(at).toISOString();
  return {
    id: row.id,
    direction: row.direction,
    who: row.name ?? row.number ?? "withheld",
    number: row.number ?? null,
    room: row.room ?? null,
    language: row.language ?? null,
    startedAt: new Date(row.startedAt).toISOString(),
    answeredAt: iso(row.answeredAt),
    endedAt: iso(row.endedAt),
    why: row.why ?? null,
    conversation: row.conversationId,
  };
}
