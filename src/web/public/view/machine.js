import { h } from "../dom.js";
import { clock, since } from "../format.js";
import { checks } from "../model.js";
import { asking, badge, button, empty, problem, section } from "./parts.js";

/** What has not gone out. */
export function queue(ctx) {
  const { state, words, acts, now, zone } = ctx;
  const topic = state.topics.queue;
  const said = words.queue;
  if (topic === undefined) return empty(words.loading);
  if (topic.error) return problem(topic, words);
  const settle = (id, act) => acts.held({ act, ids: [id] }, `held-${id}`);
  return [
    h("header", { class: "head" }, h("h1", {}, words.parts.queue)),
    topic.held.length + topic.undelivered.length === 0 && empty(said.none),
    topic.held.length > 0 &&
      section(
        said.held,
        h("p", { class: "hint" }, said.heldLead),
        h(
          "ul",
          { class: "cards" },
          topic.held.map(({ id, conversation, who, channel, text, why, writtenAt }) =>
            h(
              "li",
              { class: "card", key: `held-${id}` },
              h(
                "p",
                { class: "top" },
                h("strong", {}, who),
                h("span", { class: "tag" }, channel),
                h("span", { class: "grow" }),
                h("time", { datetime: writtenAt }, clock(writtenAt, now, words.tag, zone)),
              ),
              h("p", { class: "words" }, text),
              h("p", { class: "facts" }, `${said.why}: ${why}`),
              h(
                "p",
                { class: "hands" },
                h(
                  "a",
                  { class: "button quiet", href: `#inbox/${conversation}` },
                  words.requests.conversation,
                ),
                h("span", { class: "grow" }),
                asking(ctx, `drop-${id}`, said.drop, words.sure.drop, () => settle(id, "drop"), {
                  busy: state.busy.has(`held-${id}`),
                }),
                button(said.release, () => settle(id, "release"), {
                  kind: "primary",
                  busy: state.busy.has(`held-${id}`),
                }),
              ),
            ),
          ),
        ),
      ),
    topic.undelivered.length > 0 &&
      section(
        said.undelivered,
        h("p", { class: "hint" }, said.undeliveredLead),
        h(
          "ul",
          { class: "cards" },
          topic.undelivered.map(({ id, conversation, who, channel, state: how, text, why, writtenAt }) =>
            h(
              "li",
              { class: "card", key: `undelivered-${id}` },
              h(
                "p",
                { class: "top" },
                badge(words.states[how] ?? how, how),
                h("strong", { class: "clip" }, who),
                h("span", { class: "tag" }, channel),
                h("span", { class: "grow" }),
                h("time", { datetime: writtenAt }, clock(writtenAt, now, words.tag, zone)),
              ),
              h("p", { class: "words" }, text),
              why && h("p", { class: "facts" }, `${said.why}: ${why}`),
              h(
                "p",
                { class: "hands" },
                h(
                  "a",
                  { class: "button quiet", href: `#inbox/${conversation}` },
                  words.requests.conversation,
                ),
                h("span", { class: "grow" }),
                text !== "" &&
                  button(said.again, () => acts.writeAgain(conversation, text), { kind: "quiet" }),
                how === "unknown"
                  ? asking(ctx, `resend-${id}`, said.resend, words.sure.resend, () => settle(id, "resend"), {
                      busy: state.busy.has(`held-${id}`),
                    })
                  : button(said.resend, () => settle(id, "resend"), { busy: state.busy.has(`held-${id}`) }),
              ),
            ),
          ),
        ),
      ),
  ];
}

/** What is wrong, with its cure; what is well. */
export function health(ctx) {
  const { state, words, now } = ctx;
  const { health: report, status } = state.topics;
  const said = words.health;
  if (report === undefined) return empty(words.loading);
  if (report.error) return problem(report, words);
  const all = checks(report);
  const bad = all.filter(({ state: how }) => how === "critical" || how === "warning");
  const began = new Map((status?.alerts ?? []).map(({ name, since: from }) => [name, from]));
  return [
    h(
      "header",
      { class: "head" },
      h("h1", {}, words.parts.health),
      badge(words.light[report.state], report.state),
    ),
    bad.length === 0 && empty(said.fine),
    bad.length > 0 &&
      section(
        said.alerts,
        said.english && h("p", { class: "hint" }, said.english),
        h(
          "ul",
          { class: "cards" },
          bad.map(({ name, state: how, text, cure }) =>
            h(
              "li",
              { class: `card ${how}`, key: `check-${name}` },
              h(
                "p",
                { class: "top" },
                badge(words.light[how], how),
                h("strong", {}, said.names[name] ?? name),
                h("span", { class: "grow" }),
                began.has(name) &&
                  h("time", { datetime: began.get(name) }, said.since(since(began.get(name), now))),
              ),
              h("p", { class: "words", lang: "en" }, text),
              cure && h("p", { class: "facts", lang: "en" }, h("strong", {}, `${said.cure}: `), cure),
            ),
          ),
        ),
      ),
    status && !status.error && machine(status, words, now),
    section(
      said.checks,
      h(
        "ul",
        { class: "plain checks" },
        all
          .filter(({ state: how }) => how === "ok" || how === "unknown")
          .map(({ name, state: how, text }) =>
            h(
              "li",
              { key: `fine-${name}` },
              h("span", { class: `dot ${how}`, "aria-hidden": "true" }),
              h("strong", {}, said.names[name] ?? name),
              h("span", { lang: "en" }, text),
            ),
          ),
      ),
    ),
  ];
}

function machine(status, words, now) {
  const said = words.health;
  return section(
    said.channels,
    h(
      "ul",
      { class: "plain checks" },
      [...status.channels, { ...status.pms, name: `pms ${status.pms.name}` }].map(({ name, state, text }) =>
        h(
          "li",
          {},
          h("span", {
            class: `dot ${state === "up" ? "ok" : state === "down" ? "critical" : "unknown"}`,
            "aria-hidden": "true",
          }),
          h("strong", {}, name),
          h("span", { lang: "en" }, text),
        ),
      ),
      h(
        "li",
        {},
        h("strong", {}, said.backup),
        h("span", {}, status.lastBackupAt ? words.ago(since(status.lastBackupAt, now)) : said.never),
      ),
      h("li", {}, h("strong", {}, said.version), h("span", {}, status.version)),
    ),
  );
}
