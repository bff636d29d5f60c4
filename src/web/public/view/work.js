import { h } from "../dom.js";
import { clock, money, since } from "../format.js";
import { asking, badge, button, empty, problem, section } from "./parts.js";

/** What guests want done. */
export function requests(ctx) {
  const { state, words } = ctx;
  const topic = state.closed.requests ?? state.topics.requests;
  const said = words.requests;
  return [
    h(
      "header",
      { class: "head" },
      h("h1", {}, words.parts.requests),
      closedToo(ctx, "requests", said.closed),
    ),
    problem(topic, words),
    topic === undefined && empty(words.loading),
    topic?.requests?.length === 0 && empty(said.none),
    h(
      "ul",
      { class: "cards" },
      topic?.requests?.map((each) =>
        h(
          "li",
          { class: `card ${each.alarm ? "rings" : ""}`, key: `request-${each.id}` },
          request(ctx, each),
        ),
      ),
    ),
    topic?.skipped?.length > 0 &&
      section(
        said.skipped,
        h(
          "ul",
          { class: "plain" },
          topic.skipped.map(({ kind, conversation, why, at }) =>
            h(
              "li",
              {},
              h("a", { href: `#inbox/${conversation}` }, `#${conversation}`),
              ` ${kind}: ${why}, ${words.ago(since(at, ctx.now))}`,
            ),
          ),
        ),
      ),
  ];
}

function request(ctx, each) {
  const { state, words, acts, now, zone } = ctx;
  const said = words.requests;
  const open = each.state === "open" || each.state === "taken";
  const busy = state.busy.has(`request-${each.id}`);
  const move = (act) => acts.request(each.id, { act });
  const price =
    typeof each.detail.minor === "number" && each.detail.currency ? money(each.detail, words.tag) : undefined;
  return [
    h(
      "p",
      { class: "top" },
      h("strong", {}, said.kinds[each.kind] ?? each.kind),
      badge(said.state[each.state], each.state),
      h("span", { class: "grow" }),
      h("time", { datetime: each.createdAt }, words.ago(since(each.createdAt, now))),
    ),
    each.alarm && h("p", { class: "why" }, each.alarm),
    h("p", { class: "words" }, each.words),
    h(
      "p",
      { class: "facts" },
      [
        each.who,
        each.room && said.room(each.room),
        each.booking,
        each.dueAt && said.due(clock(each.dueAt, now, words.tag, zone)),
        price,
        each.owner && said.owner(each.owner),
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    h(
      "p",
      { class: "hands" },
      h("a", { class: "button quiet", href: `#inbox/${each.conversation}` }, said.conversation),
      h("span", { class: "grow" }),
      each.state === "open" && button(said.take, () => move("take"), { busy }),
      open && button(said.done, () => move("done"), { kind: "primary", busy }),
      open &&
        asking(ctx, `cancel-${each.id}`, said.cancel, words.sure.cancel, () => move("cancel"), { busy }),
    ),
  ];
}

/** Proofs of payment to be looked at. */
export function deposits(ctx) {
  const { state, words } = ctx;
  const topic = state.closed.deposits ?? state.topics.deposits;
  const said = words.deposits;
  return [
    h(
      "header",
      { class: "head" },
      h("h1", {}, words.parts.deposits),
      closedToo(ctx, "deposits", said.closed),
    ),
    problem(topic, words),
    topic === undefined && empty(words.loading),
    topic?.deposits?.length === 0 && empty(said.none),
    h(
      "ul",
      { class: "cards" },
      topic?.deposits?.map((each) =>
        h("li", { class: "card", key: `deposit-${each.id}` }, deposit(ctx, each)),
      ),
    ),
  ];
}

function deposit(ctx, each) {
  const { state, words, acts, now } = ctx;
  const said = words.deposits;
  const busy = state.busy.has(`deposit-${each.id}`);
  const key = `reason-${each.id}`;
  return [
    h(
      "p",
      { class: "top" },
      h("strong", { class: "amount" }, each.amount ? money(each.amount, words.tag) : said.noAmount),
      badge(said.state[each.state], each.state),
      h("span", { class: "grow" }),
      h("time", { datetime: each.updatedAt }, words.ago(since(each.updatedAt, now))),
    ),
    h(
      "p",
      { class: "facts" },
      [each.who, each.booking && `${said.booking} ${each.booking}`, each.decidedBy, each.reason]
        .filter(Boolean)
        .join(" · "),
    ),
    h(
      "p",
      { class: "hands" },
      each.proofs.map((path, at) =>
        path === null
          ? h("span", { class: "hint" }, said.missing)
          : h(
              "a",
              {
                class: "button",
                href: `/api/deposits/${each.id}/proofs/${at}`,
                target: "_blank",
                rel: "noopener",
              },
              said.proof(at + 1),
            ),
      ),
      h("a", { class: "button quiet", href: `#inbox/${each.conversation}` }, words.requests.conversation),
    ),
    each.state === "proof_received" && [
      h(
        "label",
        {},
        said.reason,
        h("input", {
          key,
          maxlength: 300,
          value: state.drafts[key] ?? "",
          oninput: (event) => {
            state.drafts[key] = event.currentTarget.value;
          },
        }),
      ),
      h(
        "p",
        { class: "hands" },
        h("span", { class: "grow" }),
        asking(
          ctx,
          `reject-${each.id}`,
          said.reject,
          words.sure.reject,
          () =>
            acts.deposit(each.id, {
              act: "reject",
              ...(state.drafts[key]?.trim() ? { reason: state.drafts[key].trim() } : {}),
            }),
          { busy },
        ),
        button(said.approve, () => acts.deposit(each.id, { act: "approve" }), { kind: "primary", busy }),
      ),
    ],
  ];
}

function closedToo({ state, acts }, which, label) {
  return h(
    "label",
    { class: "check" },
    h("input", {
      type: "checkbox",
      key: `closed-${which}`,
      checked: state.closed[which] !== undefined,
      onchange: (event) => acts.showClosed(which, event.currentTarget.checked),
    }),
    label,
  );
}
