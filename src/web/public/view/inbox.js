import { h } from "../dom.js";
import { since } from "../format.js";
import { counts, inboxRows, standing } from "../model.js";
import { conversation } from "./conversation.js";
import { badge, empty, problem, walk } from "./parts.js";

/** Everybody who wrote, who waits first; beside it the conversation that was chosen. */
export function inbox(ctx) {
  const { state, words, set } = ctx;
  const topic = state.topics.inbox;
  const rows = inboxRows(topic, state.search);
  const chosen = state.place.id;
  return [
    h(
      "div",
      { class: `list ${chosen === undefined ? "" : "behind"}`, key: "list" },
      h("input", {
        type: "search",
        class: "search",
        key: "search",
        placeholder: words.inbox.search,
        "aria-label": words.inbox.search,
        value: state.search,
        oninput: (event) => set({ search: event.currentTarget.value }),
      }),
      problem(topic, words),
      topic === undefined && empty(words.loading),
      topic?.conversations &&
        counts(state.topics).inbox === 0 &&
        h("p", { class: "quiet-line" }, words.inbox.allQuiet),
      topic?.conversations &&
        rows.length === 0 &&
        empty(state.search ? words.inbox.noneFound : words.inbox.none),
      h(
        "ul",
        { class: "rows", "aria-label": words.inbox.list, onkeydown: walk },
        rows.map((row) => h("li", { key: `row-${row.id}` }, rowOf(ctx, row))),
      ),
    ),
    h(
      "div",
      { class: `detail ${chosen === undefined ? "behind" : ""}`, key: "detail" },
      chosen === undefined
        ? empty(words.inbox.choose, "roomy")
        : conversation(
            ctx,
            topic?.conversations?.find(({ id }) => id === chosen),
            chosen,
          ),
    ),
  ];
}

function rowOf({ state, words, now }, row) {
  const how = standing(row);
  const held = row.holder ? words.inbox.has(row.holder) : words.inbox[how === "person" ? "person" : "bot"];
  const waits =
    row.waiting === null
      ? held
      : `${words.reasons[row.waiting] ?? row.waiting}, ${words.inbox.waits(since(row.waitingSince ?? row.lastAt, now))}`;
  return h(
    "a",
    {
      class: `row ${how}`,
      href: `#inbox/${row.id}`,
      "aria-current": state.place.id === row.id ? "true" : undefined,
    },
    h(
      "span",
      { class: "top" },
      h("strong", { class: "clip" }, row.who),
      h("time", { datetime: row.lastAt }, since(row.lastAt, now)),
    ),
    h("span", { class: "clip said", lang: row.language }, row.lastText),
    h(
      "span",
      { class: "foot" },
      badge(words.standing[how], how),
      h("span", { class: "clip" }, waits),
      h("span", { class: "tag" }, `${row.channel} · ${row.language}`),
    ),
  );
}
