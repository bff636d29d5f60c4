/** What the page shows, worked out from what it was told. Pure: no element, no clock, no storage. */

const DAY = 86_400_000;
/** WhatsApp lets a hotel write freely so long after the guest's last message. */
const WINDOW = DAY;
const DESK_ONLY = new Set(["handover", "note", "take", "release"]);

/** Conversations that fit what is searched, in the order they were told: who waits first, the longest first. */
export function inboxRows(inbox, search) {
  const wanted = plain(search);
  return (inbox?.conversations ?? []).filter(
    ({ id, who, lastText }) =>
      wanted === "" || plain(who).includes(wanted) || plain(lastText).includes(wanted) || `#${id}` === wanted,
  );
}

/** Without accents and case, so that «garcia» finds «García». */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** `emergency`, `waiting`, `person` (a clerk has it) or `bot`. */
export function standing({ waiting, mode }) {
  if (waiting === "emergency") return "emergency";
  if (waiting !== null) return "waiting";
  return mode === "person" ? "person" : "bot";
}

/** What calls for somebody in each part, for the numbers beside their names. */
export function counts(topics) {
  const { inbox, requests, deposits, queue, health, calls } = topics;
  return {
    inbox: (inbox?.conversations ?? []).filter(({ waiting }) => waiting !== null).length,
    requests: (requests?.requests ?? []).filter(({ state, alarm }) => state === "open" || alarm !== null)
      .length,
    deposits: (deposits?.deposits ?? []).length,
    today: 0,
    calls: (calls?.calls ?? []).filter(({ endedAt }) => endedAt === null).length,
    queue: (queue?.held ?? []).length + (queue?.undelivered ?? []).length,
    health: (health?.checks ?? []).filter(({ state }) => state === "warning" || state === "critical").length,
  };
}

/** What was said: by the guest, by the house, or for the desk alone. */
export function transcript(view) {
  return view.turns.map((turn, at) => ({
    key: `${turn.at}-${at}`,
    side: DESK_ONLY.has(turn.kind) ? "desk" : turn.direction === "in" ? "guest" : "house",
    author: turn.author,
    by: turn.by,
    kind: turn.kind,
    text: turn.text,
    at: turn.at,
  }));
}

/** Replies of the conversation that are not where they should be. */
export function troubled(view) {
  return view.outbox.filter(({ state }) => ["held", "rejected", "unknown", "dead"].includes(state));
}

/** Why nothing can be written to the guest, or until when it can: `{ open, until }`. */
export function writable(view, channel, now) {
  if (channel === "phone") return { open: false, why: "phone" };
  if (channel !== "whatsapp") return { open: true };
  const last = view.turns.filter(({ direction }) => direction === "in").at(-1);
  if (!last) return { open: true };
  const until = Date.parse(last.at) + WINDOW;
  return now < until ? { open: true, until } : { open: false, why: "window" };
}

/** What is new and wants a person's eye, between two tellings: `emergency`, `waiting` or nothing. */
export function cue(before, after) {
  const known = new Map((before?.conversations ?? []).map((each) => [each.id, each.waiting]));
  const fresh = (after?.conversations ?? []).filter(
    ({ id, waiting }) => waiting !== null && known.get(id) !== waiting,
  );
  if (before === undefined || fresh.length === 0) return undefined;
  return {
    kind: fresh.some(({ waiting }) => waiting === "emergency") ? "emergency" : "waiting",
    who: fresh[0].who,
  };
}

/** Emergencies nobody has taken. */
export function emergencies(inbox) {
  return (inbox?.conversations ?? []).filter(({ waiting }) => waiting === "emergency");
}

/** What the tab is called: who waits is seen from another one. */
export function title(hotel, topics) {
  const waiting = counts(topics).inbox;
  return `${waiting > 0 ? `(${waiting}) ` : ""}${hotel ?? "hotelbot"}`;
}

/** The worst first, as they were told within the same. */
export function checks(health) {
  const rank = { critical: 0, warning: 1, unknown: 2, ok: 3 };
  return [...(health?.checks ?? [])].sort((a, b) => rank[a.state] - rank[b.state]);
}

/** `{ percent, free }` of tonight, or undefined where the house does not know its rooms. */
export function occupancy(today) {
  const rooms = today?.rooms;
  if (!rooms || rooms.all === 0) return undefined;
  return {
    percent: Math.round((100 * rooms.taken) / rooms.all),
    free: Math.max(0, rooms.all - rooms.taken - rooms.blocked),
  };
}

/** The address bar's words: `#conversations/12`. Anything else is the list of conversations. */
export function place(hash, parts) {
  const [part, id] = hash.replace(/^#\/?/, "").split("/");
  const number = /^\d{1,15}$/.test(id ?? "") ? Number(id) : undefined;
  if (!parts.includes(part)) return { part: parts[0], id: undefined };
  return { part, id: part === "inbox" ? number : part === "calls" ? id || undefined : undefined };
}

/** Light or dark: as chosen, else as the machine has it. The palette stands in the style sheet once for either. */
export function themeOf(chosen, dark) {
  return chosen === "auto" ? (dark ? "dark" : "light") : chosen;
}
