/** The line on which the daemon tells what is new. */

const TOPICS = [
  "inbox",
  "requests",
  "deposits",
  "calls",
  "queue",
  "status",
  "today",
  "health",
  "conversation",
];
/** The daemon says every 15 s that it is there. */
const SILENCE_MS = 40_000;
const LOOK_MS = 5_000;

/**
 * `told(topic, data)`, `beat(serverNow)`, `cut()` when the line is lost, `ended()` when the log-in is over. The browser comes back
 * by itself; a line that is silent, or that the browser gave up, is opened anew.
 */
export function openLine({
  told,
  beat,
  cut,
  ended,
  EventSource = globalThis.EventSource,
  now = Date.now,
  every = setInterval,
}) {
  let source;
  let last = "";
  let heardAt = now();
  let watching;
  let shut = false;

  function open() {
    source?.close();
    if (shut) return;
    const query = new URLSearchParams();
    if (watching !== undefined) query.set("conversation", String(watching));
    if (last) query.set("last", last);
    const here = new EventSource(`/api/live${query.size > 0 ? `?${query}` : ""}`);
    source = here;
    heardAt = now();
    const hear = (name, use) =>
      here.addEventListener(name, (event) => {
        if (here !== source) return;
        heardAt = now();
        if (event.lastEventId) last = event.lastEventId;
        use(event.data);
      });
    for (const name of TOPICS) hear(name, (data) => told(name, JSON.parse(data)));
    hear("beat", (data) => beat(Number(data)));
    hear("logout", () => {
      close();
      ended();
    });
    here.addEventListener("error", () => here === source && cut());
  }

  function close() {
    shut = true;
    source?.close();
  }

  open();
  every(() => {
    const gone = source?.readyState === 2;
    if (shut || (!gone && now() - heardAt < SILENCE_MS)) return;
    cut();
    open();
  }, LOOK_MS);
  return {
    /** Looks at this conversation besides; undefined at none. */
    watch(id) {
      if (id === watching) return;
      watching = id;
      open();
    },
    close,
  };
}
