import { h } from "../dom.js";
import { since } from "../format.js";
import { counts, emergencies } from "../model.js";
import { failureText, WORDS } from "../words.js";
import { button } from "./parts.js";

/** What is around every part: the bar, the parts' names with their numbers, what is urgent, what went wrong. */
export function frame(ctx, content) {
  const { state, words } = ctx;
  return [
    h("a", { class: "skip", href: "#content", key: "skip", onclick: focusContent }, words.skip),
    bar(ctx),
    alarms(ctx),
    lost(ctx),
    notice(ctx),
    h(
      "div",
      { class: "body", key: "body" },
      nav(ctx),
      h(
        "main",
        { id: "content", tabindex: "-1", class: `part part-${state.place.part}`, key: state.place.part },
        content,
      ),
    ),
  ];
}

function focusContent(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function bar(ctx) {
  const { state, words, acts, now } = ctx;
  const worst = state.topics.health?.state ?? "unknown";
  const wall = new Intl.DateTimeFormat(words.tag, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: ctx.zone,
  }).format(now);
  const choose = (value, label) => h("option", { value }, label);
  const select = (key, label, chosen, options, pick) => {
    const field = h(
      "select",
      { key, "aria-label": label, onchange: (event) => pick(event.currentTarget.value) },
      options,
    );
    field.value = chosen;
    return field;
  };
  return h(
    "header",
    { class: "bar", key: "bar" },
    h("p", { class: "hotel" }, state.door.hotel.name),
    h("p", { class: "wall" }, wall),
    h(
      "a",
      { class: `light ${worst}`, href: "#health", title: words.light[worst] },
      h("span", { class: "dot", "aria-hidden": "true" }),
      words.light[worst],
    ),
    h("span", { class: "grow" }),
    h(
      "button",
      {
        type: "button",
        class: "button quiet",
        "aria-pressed": String(state.sound),
        onclick: acts.toggleSound,
        title: state.sound ? words.bar.soundOn : words.bar.soundOff,
      },
      state.sound ? `♪ ${words.bar.soundOn}` : words.bar.sound,
    ),
    select(
      "theme",
      words.bar.theme,
      state.theme,
      ["auto", "light", "dark"].map((name) => choose(name, words.bar[name])),
      acts.setTheme,
    ),
    select(
      "language",
      words.bar.language,
      state.language,
      Object.entries(WORDS).map(([code, { name }]) => choose(code, name)),
      acts.setLanguage,
    ),
    h("span", { class: "person", title: words.bar.who(state.person) }, state.person),
    button(words.bar.out, acts.leave, { kind: "quiet" }),
  );
}

function nav({ state, words }) {
  const numbers = counts(state.topics);
  return h(
    "nav",
    { class: "nav", "aria-label": words.nav, key: "nav" },
    Object.entries(words.parts).map(([part, label]) =>
      h(
        "a",
        { href: `#${part}`, key: part, "aria-current": state.place.part === part ? "page" : undefined },
        h("span", {}, label),
        numbers[part] > 0 && h("span", { class: `count ${part === "calls" ? "calm" : ""}` }, numbers[part]),
      ),
    ),
  );
}

function alarms({ state, words }) {
  const rings = emergencies(state.topics.inbox);
  return h(
    "div",
    { class: "alarms", key: "alarms" },
    rings.map(({ id, who, lastText }) =>
      h(
        "a",
        { class: "alarm", href: `#inbox/${id}`, key: `alarm-${id}` },
        h("strong", {}, words.emergency(who)),
        h("span", { class: "clip" }, lastText),
        h("span", { class: "button" }, words.open),
      ),
    ),
  );
}

function lost({ state, words, now }) {
  const { lostAt } = state;
  return h(
    "div",
    { class: "lost", key: "lost", role: "status" },
    lostAt !== undefined &&
      h("p", { class: "notice bad" }, words.line.down(since(new Date(lostAt).toISOString(), now))),
  );
}

function notice({ state, words, set }) {
  const { failure, told } = state;
  const said = failure && failureText(failure, words);
  return h(
    "div",
    { class: "notices", key: "notices", role: "status" },
    said &&
      h(
        "p",
        { class: "notice bad" },
        h("strong", {}, said.message),
        " ",
        said.cure,
        " ",
        button(words.close, () => set({ failure: undefined }), { kind: "quiet" }),
      ),
    !said && told && h("p", { class: "notice good" }, told),
  );
}
