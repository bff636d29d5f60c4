import { createActs } from "./acts.js";
import { ask } from "./api.js";
import { createCue } from "./cue.js";
import { patch } from "./dom.js";
import { openLine } from "./live.js";
import { cue, emergencies, place, themeOf, title } from "./model.js";
import { beginning, remember } from "./state.js";
import { calls } from "./view/calls.js";
import { frame } from "./view/frame.js";
import { inbox } from "./view/inbox.js";
import { login } from "./view/login.js";
import { health, queue } from "./view/machine.js";
import { today } from "./view/today.js";
import { deposits, requests } from "./view/work.js";
import { WORDS } from "./words.js";

const PARTS = { inbox, requests, deposits, today, calls, queue, health };
/** What is told in minutes is told anew so often. */
const TICK_MS = 15_000;
/** An emergency nobody has taken is heard again so often. */
const AGAIN_MS = 20_000;

/** The page in `root`. Everything it needs of the browser may be given instead, for tests. */
export async function startDesk(
  root,
  { window = globalThis, request = ask, line: lineOf = openLine, sounds = createCue() } = {},
) {
  const { document, location } = window;
  const night = window.matchMedia("(prefers-color-scheme: dark)");
  const state = beginning(window.localStorage);
  let line;
  let asked = false;
  let rangAt = 0;
  // The daemon's clock counts: this one may be wrong.
  let ahead = 0;

  const now = () => Date.now() + ahead;

  function set(change) {
    Object.assign(state, change);
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      draw();
    });
  }

  function paint() {
    document.documentElement.dataset.theme = themeOf(state.theme, night.matches);
  }

  function draw() {
    const words = WORDS[state.language];
    document.documentElement.lang = state.language;
    paint();
    document.title = title(state.door?.hotel.name, state.topics);
    if (!state.door) return patch(root, []);
    const zone = state.door.hotel.timeZone;
    const ctx = { state, words, acts, set, now: now(), zone };
    follow(root, () =>
      patch(root, state.person === null ? [login(ctx)] : frame(ctx, PARTS[state.place.part](ctx))),
    );
  }

  function say(urgent, text) {
    const spot = document.getElementById(urgent ? "urgent" : "polite");
    if (spot) spot.textContent = text;
  }

  function told(topic, data) {
    if (topic === "inbox" && !data.error) listen(data);
    set({ topics: { ...state.topics, [topic]: data }, lostAt: undefined });
  }

  /** Somebody waits who did not before. */
  function listen(inboxNow) {
    const fresh = cue(state.topics.inbox, inboxNow);
    if (!fresh) return;
    const words = WORDS[state.language];
    const urgent = fresh.kind === "emergency";
    say(urgent, urgent ? words.emergency(fresh.who) : words.newGuest(fresh.who));
    if (!state.sound) return;
    sounds.play(fresh.kind);
    if (urgent) rangAt = now();
  }

  function connect() {
    line?.close();
    line = lineOf({
      told,
      beat: (at) => {
        ahead = at - Date.now();
        if (state.lostAt !== undefined) set({ lostAt: undefined });
      },
      cut: () => {
        set({ lostAt: state.lostAt ?? now() });
        void checkSession();
      },
      ended: () => leaveFor({ code: "DESK_LOGIN_NEEDED" }),
    });
    go();
  }

  /** A line that is refused looks like one that is cut: whether the log-in is over is asked. */
  async function checkSession() {
    const door = await request("/api/door").catch(() => undefined);
    if (door?.person === null && state.person !== null) leaveFor({ code: "DESK_LOGIN_NEEDED" });
  }

  /** Nothing of a guest stays on a screen that nobody is logged in on. */
  function leaveFor(failure) {
    line?.close();
    line = undefined;
    set({ ...beginning(window.localStorage), door: state.door, language: state.language, failure });
  }

  async function enter(order) {
    set({ entering: true, failure: undefined });
    try {
      const { person } = await request("/api/session", { method: "POST", body: order });
      set({ person, entering: false });
      connect();
    } catch (failure) {
      set({ failure, entering: false });
    }
  }

  function go() {
    const next = place(location.hash, Object.keys(PARTS));
    const conversation = next.part === "inbox" ? next.id : undefined;
    if (conversation !== state.place.id || next.part !== state.place.part)
      set({ topics: { ...state.topics, conversation: undefined }, armed: undefined, told: undefined });
    set({ place: next, call: undefined });
    if (state.person === null) return;
    line?.watch(conversation);
    if (next.part === "calls" && next.id !== undefined) void acts.readCall(next.id);
  }

  function tick() {
    if (state.person === null) return;
    const rings = state.sound && emergencies(state.topics.inbox).length > 0;
    if (rings && now() - rangAt >= AGAIN_MS) {
      rangAt = now();
      sounds.play("emergency");
    }
    set({});
  }

  const acts = createActs({
    state,
    set,
    request,
    leaveFor,
    enter,
    sounds,
    root,
    go: (hash) => {
      location.hash = hash;
    },
    remember: (key, value) => remember(window.localStorage, key, value),
  });
  window.addEventListener("hashchange", go);
  night.addEventListener("change", () => set({}));
  window.addEventListener("keydown", (event) => keys(event, location, state));
  window.setInterval(tick, TICK_MS);

  const link = new URLSearchParams(location.hash.slice(1)).get("link");
  // It is used up now, and no history has to know it.
  if (link) window.history.replaceState(null, "", location.pathname);
  // Before anything is known, so that no dark screen flashes.
  paint();
  await openDoor(link);
  return { state, draw, set };

  async function openDoor(given) {
    try {
      const door = await request("/api/door");
      set({ door, person: door.person, language: state.language ?? door.language });
    } catch (failure) {
      set({
        failure,
        door: { hotel: { name: "hotelbot", timeZone: "UTC" } },
        language: state.language ?? "es",
      });
    }
    if (given) await enter({ link: given });
    else if (state.person !== null) connect();
    else go();
  }
}

/** Whoever reads the end of a conversation goes on reading the end; whoever has scrolled up stays there. */
function follow(root, change) {
  const before = root.querySelector(".said-list");
  const key = before?.dataset.key;
  const atEnd = before ? before.scrollHeight - before.scrollTop - before.clientHeight < 60 : true;
  change();
  const after = root.querySelector(".said-list");
  if (after && (atEnd || after.dataset.key !== key)) after.scrollTop = after.scrollHeight;
}

/** Alt and a digit go to a part; Esc goes back to its list. */
function keys(event, location, state) {
  const parts = Object.keys(PARTS);
  const part = event.altKey && !event.ctrlKey && !event.metaKey ? parts[Number(event.key) - 1] : undefined;
  if (part !== undefined) {
    event.preventDefault();
    location.hash = part;
  } else if (event.key === "Escape" && state.place.id !== undefined) location.hash = state.place.part;
}
