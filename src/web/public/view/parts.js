import { h } from "../dom.js";

/** A button that does something; `busy` while it is being done. */
export function button(label, onclick, { kind = "", busy = false, disabled = false, key, title } = {}) {
  return h(
    "button",
    {
      type: "button",
      class: `button ${kind}`.trim(),
      onclick,
      disabled: busy || disabled,
      "aria-busy": busy ? "true" : undefined,
      key,
      title,
    },
    label,
  );
}

/** One that asks back first: the second click, on another button, does it. */
export function asking(ctx, key, label, question, act, options = {}) {
  const { state, words, set } = ctx;
  if (state.armed !== key) return button(label, () => set({ armed: key }), { ...options, key });
  return h(
    "span",
    { class: "asking", key: `${key}-ask`, role: "group", "aria-label": question },
    h("span", { class: "question" }, question),
    button(
      label,
      () => {
        set({ armed: undefined });
        act();
      },
      { kind: "danger" },
    ),
    button(words.close, () => set({ armed: undefined })),
  );
}

export function badge(text, kind) {
  return h("span", { class: `badge ${kind}` }, text);
}

export function empty(text, kind = "") {
  return h("p", { class: `empty ${kind}`.trim() }, text);
}

export function section(title, ...children) {
  return h("section", { class: "block" }, h("h2", {}, title), ...children);
}

/** What a topic could not be told for. Answers undefined when it could. */
export function problem(topic, words) {
  if (!topic?.error) return undefined;
  const [message, cure] = words.failures[topic.error.code] ?? [topic.error.message, topic.error.cure];
  return h("div", { class: "notice bad", role: "status" }, h("strong", {}, message), " ", cure);
}

/** Up and down walk through the rows of a list. */
export function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll(".row")];
  const next = rows[rows.indexOf(document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
