import { h } from "../dom.js";
import { day, money, nights } from "../format.js";
import { occupancy } from "../model.js";
import { badge, button, empty, problem, section } from "./parts.js";

/** Who comes, goes and stays, and how full the house is. */
export function today(ctx) {
  const { state, words } = ctx;
  const topic = state.topics.today;
  const said = words.today;
  if (topic === undefined) return empty(words.loading);
  if (topic.error) return problem(topic, words);
  return [
    h("header", { class: "head" }, h("h1", {}, day(topic.date, words.tag))),
    full(topic, words),
    h(
      "div",
      { class: "columns" },
      section(`${said.arrivals} (${topic.arrivals.length})`, bookings(ctx, topic.arrivals, "check-in")),
      section(
        `${said.departures} (${topic.departures.length})`,
        bookings(ctx, topic.departures, "check-out"),
      ),
      section(`${said.inHouse} (${topic.inHouse.length})`, bookings(ctx, topic.inHouse)),
    ),
  ];
}

function full(topic, words) {
  const rooms = occupancy(topic);
  if (!rooms) return undefined;
  const said = words.today;
  const { taken, all, blocked } = topic.rooms;
  return h(
    "div",
    { class: "full" },
    h("p", { class: "figure" }, `${rooms.percent} %`),
    h(
      "div",
      {},
      h("p", {}, said.occupancy),
      h("meter", { min: 0, max: all, value: taken, "aria-label": said.occupancy }),
      h(
        "p",
        { class: "hint" },
        [said.taken(taken, all), said.free(rooms.free), blocked > 0 && said.blocked(blocked)]
          .filter(Boolean)
          .join(" · "),
      ),
    ),
  );
}

function bookings(ctx, list, act) {
  const { words } = ctx;
  if (list.length === 0) return empty(words.today.none);
  return h(
    "ul",
    { class: "plain stays" },
    list.map((each) => h("li", { key: `stay-${each.code}` }, stay(ctx, each, act))),
  );
}

function stay({ state, words, acts }, each, act) {
  const said = words.today;
  const can =
    state.topics.status?.pms.name === "house" &&
    ((act === "check-in" && each.status === "firm") || (act === "check-out" && each.status === "in_house"));
  const owed = each.paid ? each.total.minor - each.paid.minor : 0;
  return [
    h(
      "p",
      { class: "top" },
      h("strong", { class: "room" }, each.rooms.join(", ") || "—"),
      h("span", { class: "clip" }, each.guest.name),
      badge(said.status[each.status] ?? each.status, each.status),
    ),
    h(
      "p",
      { class: "facts" },
      [
        each.code,
        each.rooms.length === 0 && said.noRoom,
        each.roomType,
        said.nights(nights(each.arrival, each.departure)),
        said.people(each.adults, each.children),
        owed > 0 && said.owes(money({ ...each.total, minor: owed }, words.tag)),
        each.guest.phone,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    can &&
      h(
        "p",
        { class: "hands" },
        h("span", { class: "grow" }),
        button(act === "check-in" ? said.checkIn : said.checkOut, () => acts.booking(each.code, act), {
          busy: state.busy.has(`booking-${each.code}`),
        }),
      ),
  ];
}
