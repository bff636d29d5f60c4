import { h } from "../dom.js";
import { clock, length } from "../format.js";
import { badge, empty, problem, walk } from "./parts.js";

/** Who is on the line, who was, and what was said. */
export function calls(ctx) {
  const { state, words } = ctx;
  const topic = state.topics.calls;
  const said = words.calls;
  const chosen = state.place.id;
  const live = topic?.calls?.filter(({ endedAt }) => endedAt === null) ?? [];
  const past = topic?.calls?.filter(({ endedAt }) => endedAt !== null) ?? [];
  const rows = (list) =>
    h(
      "ul",
      { class: "rows", "aria-label": said.list, onkeydown: walk },
      list.map((each) => h("li", { key: `call-${each.id}` }, row(ctx, each))),
    );
  return [
    h(
      "div",
      { class: `list ${chosen === undefined ? "" : "behind"}`, key: "list" },
      problem(topic, words),
      topic === undefined && empty(words.loading),
      topic?.line && h("p", { class: `quiet-line ${topic.line.state}` }, `${said.line}: ${topic.line.text}`),
      live.length > 0 && [h("h2", { class: "between" }, said.live), rows(live)],
      past.length > 0 && [h("h2", { class: "between" }, said.past), rows(past)],
      topic?.calls?.length === 0 && empty(said.none),
    ),
    h(
      "div",
      { class: `detail ${chosen === undefined ? "behind" : ""}`, key: "detail" },
      chosen === undefined ? empty(said.choose, "roomy") : call(ctx),
    ),
  ];
}

function row({ state, words, now, zone }, each) {
  const said = words.calls;
  const lasted =
    each.answeredAt === null
      ? said.missed
      : length(each.answeredAt, each.endedAt === null ? now : Date.parse(each.endedAt));
  return h(
    "a",
    {
      class: `row ${each.endedAt === null ? "live" : ""}`,
      href: `#calls/${each.id}`,
      "aria-current": state.place.id === each.id ? "true" : undefined,
    },
    h(
      "span",
      { class: "top" },
      h("strong", { class: "clip" }, each.who === "withheld" ? said.withheld : each.who),
      h("time", { datetime: each.startedAt }, clock(each.startedAt, now, words.tag, zone)),
    ),
    h(
      "span",
      { class: "foot" },
      badge(said[each.direction], each.endedAt === null ? "person" : "bot"),
      h("span", {}, lasted),
      h("span", { class: "tag" }, [each.language, each.why].filter(Boolean).join(" · ")),
    ),
  );
}

function call({ state, words, now, zone }) {
  const view = state.call;
  const said = words.calls;
  if (!view || view.call.id !== state.place.id) return empty(words.loading);
  return [
    h(
      "header",
      { class: "head" },
      h("a", { class: "button quiet back", href: "#calls" }, "← ", words.inbox.back),
      h("h1", {}, view.call.who === "withheld" ? said.withheld : view.call.who),
      h(
        "a",
        { class: "button quiet", href: `#inbox/${view.call.conversation}` },
        words.requests.conversation,
      ),
    ),
    view.turns.length === 0 && empty(said.silent),
    h(
      "ol",
      { class: "said-list", tabindex: "0", "aria-label": words.conversation.transcript },
      view.turns.map(({ author, text, at }) =>
        h(
          "li",
          { class: `turn ${author === "guest" ? "guest" : "house"}` },
          h(
            "p",
            { class: "by" },
            author === "guest"
              ? words.conversation.guest
              : author === "clerk"
                ? words.standing.person
                : words.conversation.bot,
            " ",
            h("time", { datetime: at }, clock(at, now, words.tag, zone)),
          ),
          h("p", { class: "words", lang: view.call.language ?? undefined }, text),
        ),
      ),
    ),
  ];
}
