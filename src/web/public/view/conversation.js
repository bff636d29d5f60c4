import { h } from "../dom.js";
import { clock } from "../format.js";
import { standing, transcript, troubled, writable } from "../model.js";
import { badge, button, empty } from "./parts.js";

/** One conversation: what was said, what is to be done, and the hands to take it. `row` is its line in the list, if it is there. */
export function conversation(ctx, row, id) {
  const { state, words } = ctx;
  const told = state.topics.conversation;
  const view = told?.id === id ? told : undefined;
  const head = h(
    "header",
    { class: "head", key: `head-${id}` },
    h("a", { class: "button quiet back", href: "#inbox" }, "← ", words.inbox.back),
    h("h1", {}, row?.who ?? `#${id}`),
    row && badge(words.standing[standing(row)], standing(row)),
    row && h("span", { class: "tag" }, `#${id} · ${row.channel} · ${row.language}`),
  );
  if (told?.error && !view) return [head, empty(words.failures[told.error.code]?.[0] ?? told.error.message)];
  if (!view) return [head, empty(words.loading)];
  return [head, holding(ctx, row, view), errands(ctx, view), said(ctx, row, view), writing(ctx, row, view)];
}

function holding({ words, acts, state }, row, view) {
  const busy = state.busy.has(`desk-${view.id}`);
  const waiting = row?.waiting ?? null;
  return h(
    "div",
    { class: "hands", key: `hands-${view.id}` },
    waiting !== null && h("span", { class: "why" }, words.reasons[waiting] ?? waiting),
    row?.holder && h("span", {}, words.inbox.has(row.holder)),
    h("span", { class: "grow" }),
    (view.mode === "bot" || !row?.holder) &&
      button(words.conversation.take, () => acts.desk(view.id, { act: "take" }), {
        kind: "primary",
        busy,
        key: "take",
      }),
    (view.mode === "person" || waiting !== null) &&
      button(words.conversation.release, () => acts.desk(view.id, { act: "release" }), {
        busy,
        key: "release",
      }),
  );
}

function errands({ words }, view) {
  const open = view.requests.filter(({ state }) => state === "open" || state === "taken");
  const money = view.deposits.filter(({ state }) => state === "proof_received");
  const trouble = troubled(view);
  if (open.length + money.length + trouble.length === 0) return undefined;
  return h(
    "ul",
    { class: "errands", key: `errands-${view.id}`, "aria-label": words.conversation.open },
    open.map(({ id, kind, state }) =>
      h(
        "li",
        {},
        h(
          "a",
          { href: "#requests" },
          `${words.requests.kinds[kind] ?? kind} (${words.requests.state[state] ?? state})`,
        ),
        ` #${id}`,
      ),
    ),
    money.map(({ id }) =>
      h(
        "li",
        {},
        h("a", { href: "#deposits" }, `${words.parts.deposits}: ${words.deposits.state.proof_received}`),
        ` #${id}`,
      ),
    ),
    trouble.length > 0 &&
      h(
        "li",
        { class: "bad" },
        `${words.conversation.troubled}: `,
        [...new Set(trouble.map(({ state }) => words.states[state] ?? state))].join(", "),
      ),
  );
}

function said(ctx, row, view) {
  const { words, now, zone } = ctx;
  return h(
    "ol",
    {
      class: "said-list",
      key: `said-${view.id}`,
      tabindex: "0",
      "aria-label": words.conversation.transcript,
      "aria-live": "polite",
    },
    transcript(view).map((turn) =>
      h(
        "li",
        { class: `turn ${turn.side} ${turn.kind}`, key: turn.key },
        h(
          "p",
          { class: "by" },
          byLine(turn, words),
          " ",
          h("time", { datetime: turn.at }, clock(turn.at, now, words.tag, zone)),
        ),
        turn.kind !== "take" &&
          turn.kind !== "release" &&
          h("p", { class: "words", lang: turn.side === "desk" ? undefined : row?.language }, turn.text),
      ),
    ),
  );
}

function byLine({ side, author, by, kind, text }, words) {
  const said = words.conversation;
  if (kind === "handover") return said.summary;
  if (kind === "note") return said.noteBy(by ?? "?");
  if (kind === "take") return said.took(by ?? text);
  if (kind === "release") return said.gave(by ?? text);
  const who = side === "guest" ? said.guest : author === "clerk" ? (by ?? "?") : said.bot;
  const how = { voice: said.voice, speech: said.voice, image: said.image, button: said.button }[kind];
  return how ? `${who} · ${how}` : who;
}

function writing(ctx, row, view) {
  const { state, words, acts, now, zone } = ctx;
  const said = words.conversation;
  const way = writable(view, row?.channel ?? "whatsapp", now);
  const other = row?.holder && row.holder !== state.person ? row.holder : undefined;
  const hint = other
    ? said.otherHas(other)
    : view.mode === "bot"
      ? said.takesOver
      : way.until
        ? said.until(clock(new Date(way.until).toISOString(), now, words.tag, zone))
        : "";
  const field = (act, label, placeholder, send) => {
    const key = `${act}-${view.id}`;
    const go = () => acts.write(view.id, act, key);
    return h(
      "form",
      {
        class: `write ${act}`,
        key: `form-${key}`,
        onsubmit: (event) => {
          event.preventDefault();
          go();
        },
      },
      h("label", { for: `field-${act}` }, label),
      h("textarea", {
        id: `field-${act}`,
        key,
        rows: act === "reply" ? 3 : 1,
        maxlength: 4096,
        placeholder,
        value: state.drafts[key] ?? "",
        oninput: (event) => {
          state.drafts[key] = event.currentTarget.value;
        },
        onkeydown: (event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            go();
          }
        },
      }),
      h(
        "button",
        {
          type: "submit",
          class: act === "reply" ? "button primary" : "button",
          disabled: state.busy.has(`desk-${view.id}`),
        },
        send,
      ),
    );
  };
  return h(
    "div",
    { class: "writing", key: `writing-${view.id}` },
    way.open
      ? [field("reply", said.reply, said.replyHint, said.send), h("p", { class: "hint" }, hint)]
      : h("p", { class: "notice" }, said[way.why]),
    field("note", said.note, said.noteHint, said.saveNote),
  );
}
